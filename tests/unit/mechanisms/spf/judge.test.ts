import { describe, expect, it } from 'vitest';
import { judgeSpf } from '../../../../lib/mechanisms/spf/judge.ts';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import { host, mxOf, noMail, unknown } from '../../../support/assessments.ts';
import { spfFactsOf, STRICT_SPF, STRICT_TREE } from '../../../support/spf.ts';
import type { Zone } from '../../../support/spf-world.ts';

const MAIL = mxOf(host('mail.example.com'));
const A = { A: '198.41.0.4' };
const terms = (count: number, term: string) => ` ${term}`.repeat(count);

async function judged(record: string, zone: Zone = {}, mx: MxParts['mx'] = MAIL) {
  const spf = await spfFactsOf({ ...zone, 'example.com': record, 'h.example.com': A });
  const { headline, findings } = judgeSpf({ spf }, { mx });
  return { headline, findings, codes: findings.map(({ code }) => code) };
}

type Row = readonly [
  why: string,
  record: string,
  headline: string,
  codes: readonly SpfProblemCode[],
  zone?: Zone,
];

describe('what becomes of a stranger', () => {
  const rows: readonly Row[] = [
    ['listed servers, and nobody else', 'v=spf1 ip4:198.41.0.4 -all', 'strict', []],
    ['nobody', 'v=spf1 -all', 'closed', []],
    ['left to DMARC', 'v=spf1 a:h.example.com ~all', 'soft', ['spf-all-softfail']],
    ['nothing', 'v=spf1 a:h.example.com ?all', 'neutral', ['spf-all-neutral']],
    ['nothing, since no end stands there', 'v=spf1 a:h.example.com', 'neutral', ['spf-all-missing']],
    ['everybody may send', 'v=spf1 +all', 'open', ['spf-all-pass']],
    ['almost everybody', 'v=spf1 -ip4:198.41.0.4 +all', 'neutral', ['spf-all-pass-but']],
    ['several records apart', 'v=spf1 foo -all', 'broken', ['spf-unknown-mechanism']],
    ['a text that was meant as one', 'v=spf1; -all', 'broken', ['spf-record-near-miss']],
    [
      'the end of another record',
      'v=spf1 redirect=r.example.com',
      'strict',
      [],
      { 'r.example.com': 'v=spf1 ip4:198.41.0.4 -all' },
    ],
    [
      'everybody, by another record',
      'v=spf1 redirect=r.example.com',
      'open',
      ['spf-include-all-pass'],
      { 'r.example.com': 'v=spf1 +all' },
    ],
    [
      'everybody, by an include',
      'v=spf1 include:r.example.com -all',
      'open',
      ['spf-include-all-pass'],
      { 'r.example.com': 'v=spf1 +all' },
    ],
    [
      'an include of an include',
      'v=spf1 include:q.example.com -all',
      'open',
      ['spf-include-all-pass'],
      { 'q.example.com': 'v=spf1 include:r.example.com -all', 'r.example.com': 'v=spf1 +all' },
    ],
    ['everybody, by a name that exists', 'v=spf1 exists:h.example.com -all', 'open', ['spf-exists-always']],
    [
      'everybody, by such a name in an include',
      'v=spf1 include:r.example.com -all',
      'open',
      ['spf-exists-always'],
      { 'r.example.com': 'v=spf1 exists:h.%{o} -all' },
    ],
    ['nobody by a name that does not', 'v=spf1 exists:x.example.com -all', 'strict', ['spf-void-lookup']],
    [
      'not by a name that hangs on the client',
      'v=spf1 exists:%{i}.h.example.com -all',
      'strict',
      ['spf-macro-not-expandable'],
    ],
    ['everybody, by the name in HELO', 'v=spf1 a:%{h} -all', 'open', ['spf-name-theirs']],
    ['everybody, by an include of it', 'v=spf1 include:%{h} -all', 'open', ['spf-name-theirs']],
    [
      'everybody, by their reverse name',
      'v=spf1 exists:%{p} -all',
      'open',
      ['spf-macro-p', 'spf-name-theirs'],
    ],
    [
      'everybody, by a local part below a top-level domain',
      'v=spf1 include:%{l}.net ~all',
      'open',
      ['spf-all-softfail', 'spf-name-theirs'],
    ],
    ['everybody, by a redirect to HELO', 'v=spf1 redirect=%{h}', 'open', ['spf-name-theirs']],
    [
      'everybody, by such a name in an include',
      'v=spf1 include:r.example.com -all',
      'open',
      ['spf-name-theirs'],
      { 'r.example.com': 'v=spf1 a:%{h} -all' },
    ],
    [
      'nobody by such a name behind the end',
      'v=spf1 ip4:198.41.0.4 -all a:%{h}',
      'strict',
      ['spf-terms-after-all'],
    ],
    [
      'nobody by one of which nothing is said',
      'v=spf1 ip4:198.41.0.4 ?a:%{h} -all',
      'strict',
      ['spf-macro-not-expandable'],
    ],
    ['all of IPv4', 'v=spf1 ip4:0.0.0.0/0 -all', 'open', ['spf-range-enormous', 'spf-addresses-many']],
    [
      'all of IPv4 in two halves',
      'v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ~all',
      'open',
      ['spf-range-enormous', 'spf-addresses-many', 'spf-all-softfail'],
    ],
    [
      'all of IPv4 around a host',
      'v=spf1 a:h.example.com/0 -all',
      'open',
      ['spf-range-enormous', 'spf-addresses-many'],
    ],
    ['all of IPv6', 'v=spf1 ip6:2000::/3 -all', 'open', ['spf-range-enormous']],
    [
      'all of IPv4, by an include',
      'v=spf1 include:r.example.com -all',
      'open',
      ['spf-addresses-many', 'spf-include-range-enormous'],
      { 'r.example.com': 'v=spf1 ip4:0.0.0.0/0 -all' },
    ],
    [
      'a good part of it, by a redirect',
      'v=spf1 redirect=r.example.com',
      'strict',
      ['spf-addresses-many', 'spf-include-range-enormous'],
      { 'r.example.com': 'v=spf1 ip4:64.0.0.0/2 -all' },
    ],
    [
      'none of it, where what is included is refused',
      'v=spf1 -include:r.example.com -all',
      'strict',
      ['spf-negative-include'],
      { 'r.example.com': 'v=spf1 ip4:64.0.0.0/2 -all' },
    ],
    [
      'neutral, by a redirect',
      'v=spf1 redirect=r.example.com',
      'neutral',
      ['spf-end-neutral'],
      { 'r.example.com': 'v=spf1 ?all' },
    ],
    [
      'the same without an end there',
      'v=spf1 redirect=r.example.com',
      'neutral',
      ['spf-end-neutral'],
      { 'r.example.com': 'v=spf1 ip4:198.41.0.4' },
    ],
    [
      'neutral, by a range of everybody before the end',
      'v=spf1 ?ip4:0.0.0.0/0 ?ip6:::/0 -all',
      'neutral',
      ['spf-end-neutral'],
    ],
    [
      'neutral for one family, which is the weaker',
      'v=spf1 ?ip4:0.0.0.0/0 -all',
      'neutral',
      ['spf-end-neutral'],
    ],
    ['suspicious, in the same way', 'v=spf1 ~ip4:0.0.0.0/0 -all', 'soft', []],
    ['refused all the same', 'v=spf1 -ip4:0.0.0.0/0 -all', 'closed', []],
    [
      'an error over IPv6 alone, behind three hosts that have none',
      'v=spf1 a:a.example.com a:b.example.com a:c.example.com ip6:2a00:1450:4000::/48 -all',
      'strict',
      ['spf-void-lookups-by-family'],
      {
        'a.example.com': { A: '198.41.0.4' },
        'b.example.com': { A: '198.41.0.4' },
        'c.example.com': { A: '198.41.0.4' },
      },
    ],
    [
      'an error for everybody, which says that too',
      'v=spf1 a:a.example.com a:b.example.com a:c.example.com ip6:2a00:1450:4000::/48 -all',
      'broken',
      ['spf-too-many-void-lookups'],
    ],
    [
      'neutral, by a record that lets everybody in',
      'v=spf1 ?include:r.example.com -all',
      'neutral',
      ['spf-end-neutral'],
      { 'r.example.com': 'v=spf1 +all' },
    ],
    [
      'everybody but one, by an include',
      'v=spf1 include:r.example.com -all',
      'open',
      ['spf-include-all-pass'],
      { 'r.example.com': 'v=spf1 -ip4:198.41.0.9 +all' },
    ],
    [
      'nobody by the way of RFC 7208 A.4, which refuses all but a few before it',
      'v=spf1 include:r.example.com -all',
      'strict',
      [],
      {
        'r.example.com': 'v=spf1 -include:q.example.com +all',
        'q.example.com': 'v=spf1 -ip4:198.41.0.4 +all',
      },
    ],
    [
      'not by one that refuses',
      'v=spf1 -include:r.example.com ip4:198.41.0.4 -all',
      'strict',
      ['spf-negative-include'],
      { 'r.example.com': 'v=spf1 +all' },
    ],
    [
      'an include without a record',
      'v=spf1 include:r.example.com -all',
      'broken',
      ['spf-include-none'],
      { 'r.example.com': 'x' },
    ],
    [
      'an include with several',
      'v=spf1 include:r.example.com -all',
      'broken',
      ['spf-include-several'],
      { 'r.example.com': { TXT: ['v=spf1 -all', 'v=spf1 ~all'] } },
    ],
    [
      'an include with a fault',
      'v=spf1 include:r.example.com -all',
      'broken',
      ['spf-include-invalid'],
      { 'r.example.com': 'v=spf1 foo' },
    ],
    ['an include that leads back', 'v=spf1 include:example.com -all', 'broken', ['spf-include-loop']],
    [
      'an include that does not answer',
      'v=spf1 include:r.example.com -all',
      'unknown',
      ['spf-include-unavailable'],
      { 'r.example.com': { fails: 'TXT' } },
    ],
    [
      'a redirect that does not answer',
      'v=spf1 redirect=r.example.com',
      'unknown',
      ['spf-include-unavailable'],
      { 'r.example.com': { fails: 'TXT' } },
    ],
    [
      'a name that does not answer',
      'v=spf1 a:r.example.com -all',
      'unknown',
      ['spf-include-unavailable'],
      { 'r.example.com': { fails: 'A' } },
    ],
    [
      'a name that nobody owns',
      'v=spf1 include:_spf.gone.net -all',
      'broken',
      ['spf-include-dangling', 'spf-include-none'],
    ],
    ['a host that nobody owns', 'v=spf1 a:mail.gone.net -all', 'strict', ['spf-include-dangling']],
    ['eight look-ups', `v=spf1${terms(8, 'a:h.example.com')} -all`, 'strict', ['spf-lookups-near-limit']],
    ['ten look-ups', `v=spf1${terms(10, 'a:h.example.com')} -all`, 'strict', ['spf-lookups-at-limit']],
    ['eleven', `v=spf1${terms(11, 'a:h.example.com')} -all`, 'too-many', ['spf-too-many-lookups']],
    [
      'a null MX beside two names without anything, which is an answer',
      'v=spf1 mx:null.example.com a:x.example.com a:y.example.com a:h.example.com -all',
      'strict',
      ['spf-void-lookup'],
      { 'null.example.com': { MX: '0 .' } },
    ],
    [
      'two names without anything',
      'v=spf1 a:x.example.com a:y.example.com -all',
      'strict',
      ['spf-void-lookup', 'spf-void-lookup'],
    ],
    [
      'three',
      'v=spf1 a:x.example.com a:y.example.com a:z.example.com -all',
      'broken',
      ['spf-too-many-void-lookups'],
    ],
    [
      'a name that a message tells',
      'v=spf1 exists:%{i}.example.com -all',
      'strict',
      ['spf-macro-not-expandable'],
    ],
    [
      'eleven mail servers',
      'v=spf1 mx:m.example.com -all',
      'broken',
      ['spf-mx-too-many'],
      { 'm.example.com': { MX: Array.from({ length: 11 }, (_, index) => `10 m${index}.example.com`) } },
    ],
    [
      'very many addresses',
      'v=spf1 ip4:17.0.0.0/14 ip4:18.0.0.0/14 -all',
      'strict',
      ['spf-range-wide', 'spf-range-wide', 'spf-addresses-many'],
    ],
  ];
  it.each(rows.map((row) => ({ why: row[0], row })))(
    '$why',
    async ({ row: [, record, headline, codes, zone] }) => {
      const found = await judged(record, zone);
      expect(found.headline).toBe(headline);
      expect([...new Set(found.codes)].filter((code) => code !== 'spf-duplicate-term').toSorted()).toEqual(
        [...new Set(codes)].toSorted(),
      );
    },
  );

  it('two answers beside each other: the worse counts, and both are said', async () => {
    const found = await judged('v=spf1 include:slow.example.com include:r.example.com -all', {
      'slow.example.com': { fails: 'TXT' },
      'r.example.com': 'v=spf1 foo',
    });
    expect(found).toMatchObject({
      headline: 'broken',
      codes: ['spf-include-unavailable', 'spf-include-invalid'],
    });
  });

  it('what could not be known makes no verdict better', async () => {
    const slow = { 'slow.example.com': { fails: 'TXT' as const } };
    for (const end of ['-all', '~all', '?all']) {
      const { headline } = await judged(`v=spf1 include:slow.example.com ${end}`, slow);
      expect(headline).toBe('unknown');
    }
    expect((await judged('v=spf1 include:slow.example.com +all', slow)).headline).toBe('open');
  });
});

describe('no record', () => {
  it.each<[why: string, mx: MxParts['mx'], codes: SpfProblemCode[]]>([
    ['where mail is received', MAIL, ['spf-absent']],
    ['where nobody knows whether', unknown('timeout'), ['spf-absent']],
    ['where only a website stands', { ...MAIL, implicit: true }, ['spf-absent-no-mail']],
    ['where no mail is wanted', noMail('null-mx'), ['spf-absent-no-mail']],
    ['where there is no address', noMail('no-address'), ['spf-absent-no-mail']],
    ['at a name that does not exist', noMail('nxdomain'), []],
    ['before the mail servers are known', { state: 'pending' }, []],
  ])('%s', async (_, mx, codes) => {
    const spf = await spfFactsOf({ 'www.example.com': A });
    expect(judgeSpf({ spf }, { mx })).toMatchObject({
      headline: 'absent',
      findings: codes.map((code) => ({ code })),
    });
  });

  it('could not be looked up', async () => {
    const spf = await spfFactsOf({ 'example.com': { fails: 'TXT' } });
    expect(judgeSpf({ spf }, { mx: MAIL })).toEqual({
      headline: 'unknown',
      findings: [{ code: 'spf-unavailable', parameters: { reason: 'timeout' } }],
    });
  });

  it('is looked up still', () => {
    expect(judgeSpf({ spf: { state: 'pending' } }, { mx: MAIL })).toEqual({
      headline: 'checking',
      findings: [],
    });
  });
});

describe('a domain without mail', () => {
  it.each([
    ['v=spf1 ~all', true],
    ['v=spf1', true],
    ['v=spf1 redirect=r.example.com', true],
    ['v=spf1 -all', false],
    ['v=spf1 ip4:198.41.0.4 ~all', false],
    ['v=spf1 include:r.example.com ~all', false],
  ])('%s is to be closed: %s', async (record, isSaid) => {
    const { codes } = await judged(record, { 'r.example.com': 'v=spf1 ~all' }, noMail('null-mx'));
    expect(codes.includes('spf-no-mail-not-strict')).toBe(isSaid);
  });

  it.each([
    ['an address may send', 'v=spf1 ip4:198.41.0.4 -all', true],
    ['whom an included record names may send', 'v=spf1 include:r.example.com ~all', true],
    ['nobody may send', 'v=spf1 -all', false],
    ['its mail servers may send, of which there are none', 'v=spf1 mx -all', false],
  ])('whose null MX takes no replies: %s', async (_, record, isSaid) => {
    const zone = { 'r.example.com': 'v=spf1 ip4:198.41.0.4 -all' };
    const { codes } = await judged(record, zone, noMail('null-mx'));
    expect(codes.includes('spf-null-mx-senders')).toBe(isSaid);
    expect((await judged(record, zone)).codes).not.toContain('spf-null-mx-senders');
  });

  it('nothing of it where mail is received', async () => {
    expect((await judged('v=spf1 ~all')).codes).not.toContain('spf-no-mail-not-strict');
  });
});

describe('the length of the answer', () => {
  it.each([
    [439, []],
    [440, ['spf-answer-long']],
    [501, ['spf-answer-long']],
    [502, ['spf-answer-too-long']],
  ])('%d octets beside the name', async (length, codes) => {
    const spf = await spfFactsOf({ 'example.com': { TXT: ['v=spf1 -all', 'x'.repeat(length - 11)] } });
    expect(judgeSpf({ spf }, { mx: MAIL }).findings.map(({ code }) => code)).toEqual(codes);
  });
});

it('names of the eleventh: the term, the record, and what nobody reaches', async () => {
  const { findings } = await judged(
    `v=spf1${terms(9, 'a:h.example.com')} include:i.example.com include:amazonses.com -all`,
    {
      'i.example.com': 'v=spf1 a:h.example.com -all',
      'amazonses.com': 'v=spf1 -all',
    },
  );
  expect(findings).toContainEqual({
    code: 'spf-too-many-lookups',
    parameters: {
      count: 12,
      term: 'a:h.example.com',
      name: 'i.example.com',
      behind: 'include:i.example.com, Amazon SES',
    },
  });
});

it('an answer that is long says how long it is', async () => {
  const octetsOf = async (length: number) => {
    const { findings } = await judged(`v=spf1 ${'x=1 '.repeat(length / 4)}-all`);
    return findings.find(({ code }) => code.startsWith('spf-answer'))?.parameters;
  };
  expect(await octetsOf(440)).toEqual({ octets: 11 + 7 + 440 + 4 });
  expect(await octetsOf(520)).toEqual({ octets: 11 + 7 + 520 + 4 });
});

describe('whom the record of a domain without mail names', () => {
  it.each<[why: string, record: string, codes: readonly SpfProblemCode[], zone?: Zone]>([
    ['one address of each family', 'v=spf1 ip4:198.41.0.4 ip6:2a00:1450::/64 -all', ['spf-null-mx-senders']],
    [
      'a provider alone, behind a redirect',
      'v=spf1 redirect=_spf.google.com',
      ['spf-null-mx-senders'],
      { '_spf.google.com': 'v=spf1 ip4:198.41.0.4 ~all' },
    ],
    ['nobody, and strangers are not refused', 'v=spf1 ?all', ['spf-all-neutral', 'spf-no-mail-not-strict']],
    [
      'one network of IPv6, so that it is one of somebody',
      'v=spf1 ip6:2a00:1450::/64 ~all',
      ['spf-all-softfail', 'spf-null-mx-senders'],
    ],
  ])('%s', async (_, record, codes, zone = {}) => {
    expect((await judged(record, zone, noMail('null-mx'))).codes).toEqual(codes);
  });

  it('is nothing to speak of where it takes no mail for want of an address', async () => {
    expect((await judged('v=spf1 ip4:198.41.0.4 -all', {}, noMail('no-address'))).codes).toEqual([]);
    expect((await judged('v=spf1 ~all', {}, noMail('no-address'))).codes).toEqual(['spf-all-softfail']);
  });
});

describe('what a record leads to is not known', () => {
  it.each([
    ['a redirect that a message alone tells', { end: 'unknown' as const }],
    ['a record that was not read', { rows: [{ ...STRICT_TREE.rows[0]!, state: 'unread' as const }] }],
    ['one that did not answer', { rows: [{ ...STRICT_TREE.rows[0]!, state: 'unavailable' as const }] }],
    [
      'a question too many',
      { rows: [{ ...STRICT_TREE.rows[0]!, state: 'unasked' as const, reason: 'budget' as const }] },
    ],
  ])('%s', (_, change) => {
    const spf = { ...STRICT_SPF, tree: { ...STRICT_TREE, ...change } };
    expect(judgeSpf({ spf }, { mx: MAIL }).headline).toBe('unknown');
  });

  it('a term of which nobody asks leaves the verdict as it is', () => {
    const rows = [{ ...STRICT_TREE.rows[0]!, state: 'unasked' as const }];
    expect(judgeSpf({ spf: { ...STRICT_SPF, tree: { ...STRICT_TREE, rows } } }, { mx: MAIL }).headline).toBe(
      'strict',
    );
  });
});

it('a question too many is said', async () => {
  const hosts = Array.from({ length: 10 }, (_, index) => index);
  const zone = Object.fromEntries(
    hosts.map((each) => [
      `d${each}.example.com`,
      { MX: hosts.map((other) => `10 m${other}.d${each}.example.com`) },
    ]),
  );
  const { codes } = await judged(
    `v=spf1 ${hosts.map((each) => `mx:d${each}.example.com`).join(' ')} -all`,
    zone,
  );
  expect(codes).toContain('spf-left-out');
});
