import { describe, expect, it } from 'vitest';
import {
  hostOfReportUri,
  reportAuthorisation,
  takesMail,
} from '../../../../lib/mechanisms/dmarc/report-hosts.ts';
import type { ReportTag } from '../../../../lib/mechanisms/dmarc/report-hosts.ts';
import { zone, type Prepared } from '../../../support/dmarc.ts';

const OTHER = 'example.com._report._dmarc.reports.example';
const URI = 'mailto:a@reports.example';

async function ask(
  prepared: Readonly<Record<string, Prepared>>,
  uri = URI,
  recordName = 'example.com',
  tag?: ReportTag,
) {
  const { lookUp, asked } = zone(prepared);
  return { ...(await reportAuthorisation(recordName, uri, lookUp, tag)), asked };
}

const LONG = ['a', 'b', 'c'].map((letter) => letter.repeat(50)).join('.');

const AUTHORISED: readonly (readonly [why: string, ...texts: string[]])[] = [
  ['the version alone, without a delimiter', 'v=DMARC1'],
  ['with one', 'v=DMARC1;'],
  ['a whole record; its policy says nothing here', 'v=DMARC1; p=none; x=y'],
  ['several records', 'v=DMARC1', 'v=DMARC1; p=none'],
  ['beside other texts', 'v=spf1 -all', 'v=DMARC1'],
];

describe('reportAuthorisation', () => {
  it.each(AUTHORISED)('authorised: %s', async (_, ...texts) => {
    expect(await ask({ [OTHER]: texts })).toMatchObject({
      state: 'authorised',
      host: 'reports.example',
      name: OTHER,
    });
  });

  it.each([['nxdomain'], ['nodata']] as const)('unauthorised: %s', async (answer) => {
    expect(await ask({ [OTHER]: answer })).toMatchObject({ state: 'unauthorised', reason: 'no-record' });
  });

  it.each([['v=dmarc1'], ['v=spf1 -all'], [' v=DMARC1'], ['v=DMARC12'], ['p=none; v=DMARC1']])(
    'unauthorised: %j is no record',
    async (text) => {
      expect((await ask({ [OTHER]: [text] })).state).toBe('unauthorised');
    },
  );

  it('a permission is one also where it is not known whether it is needed', async () => {
    const host = 'a.example.com';
    const records = { '_dmarc.example.com': ['v=DMARC1; p=none'], [`_dmarc.${host}`]: 'servfail' } as const;
    const name = `example.com._report._dmarc.${host}`;
    expect(await ask({ ...records, [name]: ['v=DMARC1'] }, `mailto:x@${host}`)).toMatchObject({
      state: 'authorised',
    });
    expect(await ask(records, `mailto:x@${host}`)).toMatchObject({
      state: 'unavailable',
      reason: 'servfail',
    });
    const own = { '_dmarc.com': 'refused', [name]: 'nodata' } as const;
    expect(await ask(own, `mailto:x@${host}`)).toMatchObject({ state: 'unavailable', reason: 'refused' });
  });

  it('a host below the same top-level domain, and not below the organization, is asked about itself no further', async () => {
    const { state, asked } = await ask(
      { '_dmarc.example.com': ['v=DMARC1; p=none'] },
      'mailto:x@a.other.com',
    );
    expect(state).toBe('unauthorised');
    expect(asked.toSorted()).toEqual([
      '_dmarc.com TXT',
      '_dmarc.example.com TXT',
      'example.com._report._dmarc.a.other.com TXT',
    ]);
  });

  it.each<[why: string, texts: readonly string[], redirect: object | null]>([
    ['none', ['v=DMARC1'], null],
    [
      'an address there',
      ['v=DMARC1; rua=mailto:b@reports.example'],
      { uris: ['mailto:b@reports.example'], isSameHost: true },
    ],
    [
      'behind other tags',
      ['v=DMARC1; x=mailto:b@else.example; RUA=mailto:b@reports.example'],
      { uris: ['mailto:b@reports.example'], isSameHost: true },
    ],
    ['what is no address is none', ['v=DMARC1; rua=nonsense'], null],
    ['nor is what is no record', ['v=DMARC1', 'x; rua=mailto:b@else.example'], null],
    [
      'one of two elsewhere',
      ['v=DMARC1; rua=mailto:b@reports.example,mailto:b@else.example'],
      { uris: ['mailto:b@reports.example', 'mailto:b@else.example'], isSameHost: false },
    ],
    [
      'in two records',
      ['v=DMARC1; rua=mailto:b@reports.example', 'v=DMARC1; rua=mailto:c@reports.example'],
      { uris: ['mailto:b@reports.example', 'mailto:c@reports.example'], isSameHost: true },
    ],
  ])('what takes the place of the address (RFC 9990 §4): %s', async (_, texts, redirect) => {
    const found = await ask({ [OTHER]: texts });
    expect(found.redirect).toEqual(redirect);
    expect(found.state).toBe(
      redirect && 'isSameHost' in redirect && redirect.isSameHost === false ? 'unauthorised' : 'authorised',
    );
  });

  it('the longest name is asked, and one letter more is none', async () => {
    const host = (length: number) =>
      `${'a'.repeat(length)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.test`;
    const tail = '.'.length + `${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.test`.length;
    const fits = 253 - 'example.com._report._dmarc.'.length - tail;
    const { asked, state, name } = await ask({}, `mailto:x@${host(fits)}`);
    expect([name?.length, state, asked.length]).toEqual([253, 'unauthorised', 1]);
    expect(await ask({}, `mailto:x@${host(fits + 1)}`)).toMatchObject({ reason: 'too-long', asked: [] });
  });

  it('the name of the record may be given, and is taken off at its start alone', async () => {
    expect((await ask({}, URI, '_dmarc.Example.com.')).name).toBe(OTHER);
    expect((await ask({}, URI, 'x._dmarc.example.com')).name).toBe(`x._dmarc.${OTHER}`);
  });

  it.each<[why: string, recordName: string, name: string]>([
    ['U-labels are asked as A-labels (RFC 9990 §4 step 3)', 'münchen.test', 'xn--mnchen-3ya.test'],
    ['behind the _dmarc too, in any case', '_DMARC.MÜNCHEN.test.', 'xn--mnchen-3ya.test'],
    ['no host name, and in DNS all the same', '_dmarc.a_b._x.test', 'a_b._x.test'],
  ])('%s: %s', async (_, recordName, name) => {
    const { asked } = await ask({}, URI, recordName);
    expect(asked).toEqual([`${name}._report._dmarc.reports.example TXT`]);
  });

  it.each<[why: string, recordName: string]>([
    ['nothing', ''],
    ['nothing behind the _dmarc', '_dmarc.'],
    ['an empty label', 'a..b'],
    ['an empty label below the same top-level domain', 'a..example'],
    ['a label of 64 octets', `${'a'.repeat(64)}.test`],
    ['300 characters', `${'a.'.repeat(148)}test`],
  ])('of what is no name nothing is asked or known: %s', async (_, recordName) => {
    expect(await ask({}, URI, recordName)).toMatchObject({
      state: 'unavailable',
      reason: 'never-asked',
      asked: [],
    });
  });

  it('what gave no answer is not known, and neither authorised nor unauthorised', async () => {
    expect(await ask({ [OTHER]: 'timeout' })).toMatchObject({ state: 'unavailable', reason: 'timeout' });
  });

  it('a host of the same organization needs none', async () => {
    const records = { '_dmarc.example.com': ['v=DMARC1; p=none'] };
    expect(await ask(records, 'mailto:a@example.com')).toMatchObject({ state: 'same', asked: [] });
    expect((await ask(records, 'mailto:a@mail.example.com')).state).toBe('same');
    expect((await ask(records, 'https://mail.example.com/x')).state).toBe('same');
    expect((await ask(records, 'mailto:a@example.com', 'mail.example.com')).state).toBe('same');
  });

  it('a host below that is an organization of its own needs one', async () => {
    const records = {
      '_dmarc.example.com': ['v=DMARC1; p=none'],
      '_dmarc.mail.example.com': ['v=DMARC1; p=none; psd=n'],
    };
    const found = await ask(records, 'mailto:a@mail.example.com');
    expect(found).toMatchObject({
      state: 'unauthorised',
      name: 'example.com._report._dmarc.mail.example.com',
    });
  });

  it('where that could not be known, what is missing may not be needed', async () => {
    const records = { '_dmarc.example.com': ['v=DMARC1; p=none'], '_dmarc.com': 'servfail' } as const;
    expect(await ask(records, 'mailto:a@mail.example.com')).toMatchObject({
      state: 'unavailable',
      reason: 'servfail',
    });
  });

  it.each<[why: string, host: string, texts: Prepared, recordName?: string]>([
    ['what is there names another host', 'mail.example.com', ['v=DMARC1; rua=mailto:b@other.example']],
    ['no name can ask it', `${LONG}.example.com`, 'nodata', `${LONG}.x.example.com`],
  ])('nor is anything known to be refused: %s', async (_, host, texts, recordName = 'example.com') => {
    const records = { '_dmarc.com': 'timeout', [`${recordName}._report._dmarc.${host}`]: texts } as const;
    expect(await ask(records, `mailto:a@${host}`, recordName)).toMatchObject({
      state: 'unavailable',
      reason: 'timeout',
    });
  });

  it.each<[why: string, text: string, rua: string, ruf: string]>([
    ['no address', 'v=DMARC1', 'authorised', 'authorised'],
    ['another host for summaries', 'v=DMARC1; rua=mailto:b@other.example', 'unauthorised', 'authorised'],
    ['another host for failures', 'v=DMARC1; ruf=mailto:b@other.example', 'authorised', 'unauthorised'],
  ])('each kind of report has its own tag there (RFC 9991 §4): %s', async (_, text, rua, ruf) => {
    const records = { [OTHER]: [text] };
    expect((await ask(records, URI, 'example.com', 'rua')).state).toBe(rua);
    expect((await ask(records, URI, 'example.com', 'ruf')).state).toBe(ruf);
  });

  it('a name that ends like the other is another', async () => {
    expect((await ask({ '_dmarc.example.com': ['v=DMARC1; p=none'] }, 'mailto:a@notexample.com')).state).toBe(
      'unauthorised',
    );
  });

  it('a rua of the host takes the place of the address', async () => {
    expect(await ask({ [OTHER]: ['v=DMARC1; rua=mailto:b@reports.example'] })).toMatchObject({
      state: 'authorised',
      redirect: { uris: ['mailto:b@reports.example'], isSameHost: true },
    });
  });

  it('and where it names another host, neither gets any', async () => {
    expect(await ask({ [OTHER]: ['v=DMARC1; rua=mailto:b@other.example'] })).toMatchObject({
      state: 'unauthorised',
      reason: 'redirect',
    });
  });

  it('a name that DNS cannot have is not asked', async () => {
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;
    const found = await ask({}, `mailto:a@${'d'.repeat(60)}.test`, long);
    expect(found).toMatchObject({ state: 'unauthorised', reason: 'too-long', asked: [] });
  });

  it('the name of the record may have its _dmarc', async () => {
    expect((await ask({ [OTHER]: ['v=DMARC1'] }, URI, '_dmarc.example.com')).state).toBe('authorised');
  });

  it.each([
    ['mailto:a'],
    ['mailto:'],
    ['x'],
    ['https:///'],
    ['ftp://reports.example/x'],
    ['mailto:a@[192.0.2.1]'],
    ['mailto:a@b@'],
    ['mailto:a@r_p..example'],
  ])('%s names no host that reports could go to', async (uri) => {
    expect((await ask({}, uri)).state).toBe('invalid');
  });
});

describe('hostOfReportUri', () => {
  it.each([
    ['mailto:a@Reports.Example', 'reports.example'],
    ['MAILTO:a@reports.example?subject=x', 'reports.example'],
    ['mailto:"a@b"@reports.example', 'reports.example'],
    ['https://u@reports.example:8443/x', 'reports.example'],
    ['mailto:a@bücher.example', 'xn--bcher-kva.example'],
    ['mailto:a@reports.example!10m', 'reports.example'],
    ['https://reports.example/mailto:x@else.example', 'reports.example'],
    ['mailto:a@R_p.Reports.Example.', 'r_p.reports.example'],
    ['mailto:a@_r_.reports.example', '_r_.reports.example'],
  ])('%s', (uri, host) => {
    expect(hostOfReportUri(uri)).toBe(host);
  });
});

describe('takesMail', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, Prepared>>, string])[] = [
    ['a mail server', { 'a.example MX': ['mx.a.example'] }, 'yes'],
    ['a null MX', { 'a.example MX': [''] }, 'null-mx'],
    ['an address alone (RFC 5321 §5.1)', { 'a.example A': ['192.0.2.1'] }, 'yes'],
    [
      'a null MX beside a server, which RFC 7505 does not have',
      { 'a.example MX': ['', 'mx.a.example'] },
      'yes',
    ],
    ['an address of IPv6', { 'a.example AAAA': ['2001:db8::1'] }, 'yes'],
    ['nothing of these', { 'a.example': ['x'] }, 'no'],
    ['no such name', {}, 'no'],
    ['no answer', { 'a.example MX': 'timeout' }, 'unavailable'],
    ['no answer about an address', { 'a.example A': 'timeout' }, 'unavailable'],
  ];
  it.each(rows)('%s', async (_, prepared, expected) => {
    expect(await takesMail('a.example', zone(prepared).lookUp)).toBe(expected);
  });

  it.each<[why: string, prepared: Readonly<Record<string, Prepared>>, types: readonly string[]]>([
    ['such a name: its type does not matter', {}, ['MX']],
    ['an address of IPv4: that is enough', { 'a.example A': ['192.0.2.1'] }, ['MX', 'A']],
    ['it may have one of IPv6', { 'a.example': ['x'] }, ['MX', 'A', 'AAAA']],
    ['no name for an address', { 'a.example': ['x'], 'a.example A': 'nxdomain' }, ['MX', 'A']],
  ])('asks no more than it has to: %s', async (_, prepared, types) => {
    const { lookUp, asked } = zone(prepared);
    await takesMail('a.example', lookUp);
    expect(asked).toEqual(types.map((type) => `a.example ${type}`));
  });
});
