import { describe, expect, it } from 'vitest';
import { caaPolicy, mayIssue } from '../../../../lib/mechanisms/caa/policy.ts';
import { parseCaa, readCaa } from '../../../../lib/mechanisms/caa/record.ts';
import { Buffer } from 'node:buffer';

const rdata = (flags: number, tag: string, value: string) =>
  Buffer.concat([Buffer.from([flags, tag.length]), Buffer.from(tag + value)]);
const issue = (value: string, tag = 'issue', flags = 0) => parseCaa(rdata(flags, tag, value));
const policyOf = (...values: readonly (readonly [tag: string, value: string, flags?: number])[]) =>
  caaPolicy(
    values.flatMap(([tag, value, flags = 0]) => {
      const parsed = readCaa({ flags, tag, value });
      return parsed.state === 'valid' ? parsed.value : [];
    }),
  );

describe('parseCaa', () => {
  it('reads flags, tag and value', () => {
    expect(parseCaa(rdata(128, 'Issue', 'ca.example; Account=1'))).toEqual({
      state: 'valid',
      problems: [],
      value: {
        isCritical: true,
        tag: 'issue',
        value: 'ca.example; Account=1',
        issuer: { name: 'ca.example', parameters: [['account', '1']], isMalformed: false },
      },
    });
  });

  it.each([
    ['nothing', Buffer.from([])],
    ['no length', Buffer.from([0])],
    ['no tag', Buffer.from([0, 0, 1])],
    ['a tag that is cut off', Buffer.from([0, 5, 0x69])],
  ])('%s is no record', (_, octets) => {
    expect(parseCaa(octets)).toMatchObject({ state: 'invalid', problems: [{ code: 'caa-malformed' }] });
  });

  it.each<[why: string, value: string, name: string | null, parameters: string[] | null]>([
    ['a name', 'ca.example', 'ca.example', []],
    ['in capitals', 'CA.Example', 'ca.example', []],
    ['with space around it', ' \tca.example \t', 'ca.example', []],
    ['with a semicolon', 'ca.example;', 'ca.example', []],
    ['with space behind that', 'ca.example ; ', 'ca.example', []],
    ['nobody', ';', null, []],
    ['nobody, by nothing', '', null, []],
    ['a parameter', 'ca.example; a=b', 'ca.example', ['a=b']],
    ['space around "="', 'ca.example;a = b', 'ca.example', ['a=b']],
    ['an empty one', 'ca.example; a=', 'ca.example', ['a=']],
    [
      'several',
      'ca.example; accounturi=https://x/1 ; validationmethods=dns-01',
      'ca.example',
      ['accounturi=https://x/1', 'validationmethods=dns-01'],
    ],
    ['parameters of nobody', '; a=b', null, ['a=b']],
    ['one label', 'ca', 'ca', []],
    ['a hyphen within', 'a--b.c', 'a--b.c', []],
    ['RFC 8659 §4.2: no name', '%%%%%', null, null],
    ['a dot at its end', 'ca.example.', null, null],
    ['an empty label', 'ca..example', null, null],
    ['a hyphen at its end', 'ca-.example', null, null],
    ['an underscore', 'c_a.example', null, null],
    ['no semicolon', 'ca.example a=b', null, null],
    ['no "="', 'ca.example; a', null, null],
    ['no tag', 'ca.example; =b', null, null],
    ['space in a value', 'ca.example; a=b c', null, null],
    ['a semicolon behind the last one', 'ca.example; a=b;', null, null],
    ['two semicolons', 'ca.example;; a=b', null, null],
    ['a URL', 'https://ca.example', null, null],
    ['two names', 'ca.example, ca.test', null, null],
    ['quotes', '"ca.example"', null, null],
    ['a star', '*', null, null],
    ['two names and a space', 'ca.example ca.test', null, null],
    ['a path', 'ca.example/x', null, null],
    ['an octet of zero behind it', 'ca.example\0', null, null],
    ['letters of another script', 'c\u00e4.example', null, null],
    ['a tag with an underscore', 'ca.example; a_b=1', null, null],
    ['a tag with a hyphen, which the grammar has', 'ca.example; a-b=c', 'ca.example', ['a-b=c']],
    ['space around "=" within a value', 'ca.example; a = b = c', null, null],
    ['"=" within a value', 'ca.example; a=b=c', 'ca.example', ['a=b=c']],
    ['a coffee in a value', 'ca.example; a=\u2615', null, null],
    ['a comma in a value', 'ca.example; a=b,c', 'ca.example', ['a=b,c']],
    ['no semicolon between parameters', 'ca.example; a=b c=d', null, null],
    ['RFC 8659 §4.2: an account', 'ca1.example.net; account=230123', 'ca1.example.net', ['account=230123']],
    ['a word that is a name', 'none', 'none', []],
  ])('%s', (_, value, name, parameters) => {
    const parsed = issue(value);
    if (parsed.state === 'invalid') throw new Error('It is a record.');
    const { issuer } = parsed.value;
    expect([
      issuer?.name,
      issuer?.isMalformed ? null : issuer?.parameters.map((each) => each.join('=')),
    ]).toEqual([name, parameters]);
    expect(parsed.problems.map(({ code }) => code)).toEqual(
      parameters === null ? ['caa-malformed-value'] : [],
    );
  });

  it.each<[tag: string, value: string, flags: number, codes: string[]]>([
    ['iodef', 'mailto:a@example.com', 0, []],
    ['iodef', 'a@example.com', 0, ['caa-iodef']],
    ['contactemail', 'a@example.com', 128, []],
    ['contactphone', '+1', 128, []],
    ['iodef', 'x mailto:a@example.com', 0, ['caa-iodef']],
    // What nobody sees is no part of a name (a BOM, which a decoder may drop).
    ['issue', '\ufeffca.example', 0, ['caa-malformed-value']],
    ['x', '', 0, ['caa-unknown']],
    ['x', '', 128, ['caa-critical-unknown']],
    ['x', '', 1, ['caa-flags', 'caa-unknown']],
    ['issue-wild', '', 0, ['caa-tag-syntax']],
    ['is sue', 'ca.example', 0, ['caa-tag-syntax']],
    ['ISSUE', 'ca.example', 0, []],
    ['issue', 'ca.example', 1, ['caa-flags']],
    ['issue', 'ca.example', 255, ['caa-flags']],
    ['iodef', 'http://iodef.example.com/', 0, []],
    ['iodef', 'ftp://example.com/', 0, ['caa-iodef']],
    ['iodef', 'MAILTO:a@example.com', 0, []],
    ['issuemail', ';', 128, []],
    ['issuevmc', 'ca.example', 0, []],
    ['policy', 'x', 0, ['caa-unknown']],
    ['x', '', 0x7e, ['caa-flags', 'caa-unknown']],
    ['x', '', 255, ['caa-flags', 'caa-critical-unknown']],
    ['issuemail', '%', 0, ['caa-malformed-value']],
  ])('%s %j with flags %d: %j', (tag, value, flags, codes) => {
    expect(issue(value, tag, flags).problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a problem of a record', () => {
  it.each<[tag: string, value: string, parameters: object]>([
    ['Is-sue', 'x', { tag: 'Is-sue' }],
    ['Policy', 'x', { tag: 'Policy' }],
    ['Issue', '%', { tag: 'Issue', value: '%' }],
    ['iodef', 'x', { value: 'x' }],
  ])('quotes %s %s as it is written', (tag, value, parameters) => {
    expect(issue(value, tag).problems.map((problem) => problem.parameters)).toEqual([parameters]);
  });
});

describe('caaPolicy', () => {
  const names = (list: readonly { readonly name: string | null }[] | null) =>
    list?.map(({ name }) => name) ?? null;

  it.each<
    [why: string, properties: [string, string, number?][], issue: unknown, wild: unknown, mail: unknown]
  >([
    ['nothing says who', [['iodef', 'mailto:a@b.c']], null, null, null],
    ['unknown tags say nothing', [['x', 'y']], null, null, null],
    ['one', [['issue', 'a.example']], ['a.example'], ['a.example'], null],
    [
      'several add up, nobody included',
      [
        ['issue', ';'],
        ['issue', 'a.example'],
        ['issue', 'b.example'],
      ],
      ['a.example', 'b.example'],
      ['a.example', 'b.example'],
      null,
    ],
    ['nobody', [['issue', ';']], [], [], null],
    ['what is malformed is nobody', [['issue', '%%%']], [], [], null],
    [
      'wildcards by themselves',
      [
        ['issue', ';'],
        ['issuewild', 'b.example'],
      ],
      [],
      ['b.example'],
      null,
    ],
    ['wildcards limit no name', [['issuewild', ';']], null, [], null],
    [
      'email by itself (RFC 9495 §4)',
      [
        ['issue', 'a.example'],
        ['issuemail', ';'],
      ],
      ['a.example'],
      ['a.example'],
      [],
    ],
  ])('%s', (_, properties, issued, wild, mail) => {
    const policy = policyOf(...properties);
    expect([names(policy.issue), names(policy.issueWild), names(policy.issueMail)]).toEqual([
      issued,
      wild,
      mail,
    ]);
  });

  it('who may issue', () => {
    const policy = policyOf(
      ['issue', 'a.example; validationmethods=dns-01,tls-alpn-01'],
      ['issue', 'b.example'],
    );
    expect(mayIssue(policy, ['a.example'])).toBe(true);
    expect(mayIssue(policy, ['a.example'], 'dns-01')).toBe(true);
    expect(mayIssue(policy, ['a.example'], 'http-01')).toBe(false);
    expect(mayIssue(policy, ['x.example', 'b.example'], 'http-01')).toBe(true);
    expect(mayIssue(policy, ['c.example'])).toBe(false);
    expect(mayIssue(policyOf(['issue', ';']), ['a.example'])).toBe(false);
    expect(mayIssue(policyOf(['issuewild', ';']), ['a.example'])).toBe(true);
    // RFC 8657 §3, §4: what no request is sure to fulfil.
    for (const parameter of [
      'accounturi=https://x/1; accounturi=https://x/2',
      'accounturi=',
      'accounturi=1',
      'accounturi=https://x/"1',
      'accounturi=https://x/%zz',
      'accounturi=https://x/%2',
      'accounturi=1a:x',
      'accounturi=:x',
      'validationmethods=',
      'validationmethods=dns-01,',
      'validationmethods=,dns-01',
      'validationmethods=dns_01',
      'validationmethods=dns-01; validationmethods=dns-01',
    ])
      expect(mayIssue(policyOf(['issue', `a.example; ${parameter}`]), ['a.example']), parameter).toBe(false);
    for (const parameter of [
      'accounturi=https://x/1',
      "accounturi=urn:x%2Dy:(a)!*'@b?c=1&d~e_f#g",
      'accounturi=h2.a+b-c:',
      'validationmethods=x',
      'validationmethods=dns-01,CA-2',
    ])
      expect(mayIssue(policyOf(['issue', `a.example; ${parameter}`]), ['a.example']), parameter).toBe(true);
    const refused = policyOf(['issue', 'a.example'], ['tbs', 'x', 128]);
    expect([refused.refusedBy, mayIssue(refused, ['a.example'])]).toEqual(['tbs', false]);
  });
});
