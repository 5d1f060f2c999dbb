import { describe, expect, it } from 'vitest';
import { noMail, name, unknown } from '../../../support/assessments.ts';
import { gathered, judged, type Prepared } from '../../../support/dmarc.ts';
import { DMARC_PROBLEMS, type DmarcProblemCode } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { DMARC_HEADLINES, judgeDmarc, type DmarcHeadline } from '../../../../lib/mechanisms/dmarc/judge.ts';
import { dmarc } from '../../../../lib/mechanisms/dmarc/mechanism.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { NOW } from '../../../support/time.ts';
import { safeParse } from 'valibot';

const RUA = 'rua=mailto:a@example.com';
const GOOD = `v=DMARC1; p=reject; ${RUA}`;
const at = (text: string, more: Readonly<Record<string, Prepared>> = {}) => ({
  '_dmarc.example.com': [text],
  ...more,
});

interface Row {
  readonly why: string;
  readonly domain?: string;
  readonly dns: Readonly<Record<string, Prepared>>;
  readonly mx?: Parameters<typeof judged>[2];
  readonly headline: DmarcHeadline;
  readonly codes: readonly DmarcProblemCode[];
}

const BLOCKED: readonly DmarcProblemCode[] = ['dmarc-bimi-blocked'];
const FORGEABLE: readonly DmarcProblemCode[] = ['dmarc-bulk-ready', 'dmarc-bimi-blocked'];

/** Where a record applies, what is told beside it in every case. */
const ROWS: readonly Row[] = [
  { why: 'reject for all, with reports', dns: at(GOOD), headline: 'reject', codes: [] },
  {
    why: 'quarantine',
    dns: at(`v=DMARC1; p=quarantine; ${RUA}`),
    headline: 'quarantine',
    codes: ['dmarc-policy-quarantine'],
  },
  {
    why: 'none, and somebody reads reports',
    dns: at(`v=DMARC1; p=none; ${RUA}`),
    headline: 'none',
    codes: ['dmarc-policy-none', ...FORGEABLE],
  },
  {
    why: 'none, and nobody reads any: that reports are missing is not said twice',
    dns: at('v=DMARC1; p=none'),
    headline: 'none',
    codes: ['dmarc-policy-none-unread', ...FORGEABLE],
  },
  ...['maito:a@example.com', 'https://example.com/r'].map((uri): Row => ({
    why: `none, and no receiver has to send where reports are asked for: ${uri}`,
    dns: at(`v=DMARC1; p=none; rua=${uri}`),
    headline: 'none',
    codes: ['dmarc-rua-scheme', 'dmarc-policy-none-unread', ...FORGEABLE],
  })),
  {
    why: 'reject without reports',
    dns: at('v=DMARC1; p=reject'),
    headline: 'reject',
    codes: ['dmarc-rua-missing'],
  },
  {
    why: 'the same of a domain without mail: all of it is refused, and there is nothing to learn',
    dns: at('v=DMARC1; p=reject', { 'example.com': ['v=spf1 -all'] }),
    mx: noMail('null-mx'),
    headline: 'reject',
    codes: [],
  },
  {
    why: 'the same where nobody sends, and mail is received: somebody may answer it',
    dns: at('v=DMARC1; p=reject', { 'example.com': ['v=spf1 -all'] }),
    headline: 'reject',
    codes: ['dmarc-rua-missing'],
  },
  {
    why: 'reject in testing: quarantine is applied',
    dns: at(`${GOOD}; t=y`),
    headline: 'quarantine',
    codes: ['dmarc-testing', ...BLOCKED],
  },
  {
    why: 'quarantine in testing: none is applied, nothing goes to spam, and the record is not told off for it',
    dns: at(`v=DMARC1; p=quarantine; t=y; ${RUA}`),
    headline: 'none',
    codes: ['dmarc-testing', ...BLOCKED],
  },
  {
    why: 'none in testing is none',
    dns: at(`v=DMARC1; p=none; t=y; ${RUA}`),
    headline: 'none',
    codes: ['dmarc-policy-none', ...FORGEABLE],
  },
  {
    why: 'subdomains with none',
    dns: at(`${GOOD}; sp=none`),
    headline: 'reject',
    codes: ['dmarc-sp-none', 'dmarc-np-missing', ...BLOCKED],
  },
  {
    why: 'subdomains with less',
    dns: at(`${GOOD}; sp=quarantine; np=reject`),
    headline: 'reject',
    codes: ['dmarc-sp-weaker'],
  },
  {
    why: 'names that do not exist with less',
    dns: at(`${GOOD}; np=quarantine`),
    headline: 'reject',
    codes: ['dmarc-np-weaker'],
  },
  {
    why: 'and with none',
    dns: at(`${GOOD}; np=none`),
    headline: 'reject',
    codes: ['dmarc-np-none'],
  },
  {
    why: 'an inherited policy, by sp',
    domain: 'a.example.com',
    dns: { '_dmarc.example.com': [`v=DMARC1; p=reject; sp=quarantine; ${RUA}`], 'a.example.com': 'nodata' },
    headline: 'quarantine',
    codes: ['dmarc-inherited', 'dmarc-policy-quarantine'],
  },
  {
    why: 'an own record that asks for less than the organization, and an sp that nobody reads',
    domain: 'a.example.com',
    dns: {
      '_dmarc.example.com': [GOOD],
      '_dmarc.a.example.com': [`v=DMARC1; p=quarantine; sp=reject; ${RUA}`],
    },
    headline: 'quarantine',
    codes: ['dmarc-policy-quarantine', 'dmarc-sp-ineffective', 'dmarc-parent-differs'],
  },
  {
    why: 'no record',
    dns: {},
    headline: 'absent',
    codes: ['dmarc-absent'],
  },
  {
    why: 'no record, where the domain takes no mail and has no SPF',
    dns: {},
    mx: noMail('no-address'),
    headline: 'absent',
    codes: ['dmarc-absent-no-mail'],
  },
  {
    why: 'no record, where nobody may send',
    dns: { 'example.com': ['v=spf1 -all'] },
    headline: 'absent',
    codes: ['dmarc-absent-no-mail'],
  },
  {
    why: 'no record, where the domain takes no mail and somebody may send',
    dns: { 'example.com': ['v=spf1 mx -all'] },
    mx: noMail('null-mx'),
    headline: 'absent',
    codes: ['dmarc-absent'],
  },
  {
    why: 'no record, where it is not known whether the domain takes mail',
    dns: {},
    mx: unknown(),
    headline: 'absent',
    codes: ['dmarc-absent'],
  },
  {
    why: 'no record, and the texts of the domain gave no answer: it may send',
    dns: { 'example.com': 'timeout' },
    mx: noMail('null-mx'),
    headline: 'absent',
    codes: ['dmarc-absent'],
  },
  {
    why: 'no mail, and less than reject',
    dns: at(`v=DMARC1; p=quarantine; ${RUA}`),
    mx: noMail('null-mx'),
    headline: 'quarantine',
    codes: ['dmarc-policy-quarantine', 'dmarc-no-mail-not-reject'],
  },
  {
    why: 'no mail, and reject',
    dns: at(GOOD, { 'example.com': ['v=spf1 -all'] }),
    mx: noMail('null-mx'),
    headline: 'reject',
    codes: [],
  },
  {
    why: 'two records, and nothing above',
    dns: { '_dmarc.example.com': [GOOD, GOOD] },
    headline: 'invalid',
    codes: ['dmarc-several-records'],
  },
  {
    why: 'two records, and a record above: old receivers apply nothing',
    domain: 'a.example.com',
    dns: { '_dmarc.a.example.com': [GOOD, GOOD], '_dmarc.example.com': [GOOD] },
    headline: 'reject',
    codes: ['dmarc-several-records', 'dmarc-inherited', 'dmarc-walk-and-list-differ'],
  },
  {
    why: 'a text that was meant as one is broken, not absent',
    dns: at('v=dmarc1; p=reject'),
    headline: 'invalid',
    codes: ['dmarc-version-case'],
  },
  {
    why: 'an SPF record at the name is no record',
    dns: at('v=spf1 -all'),
    headline: 'absent',
    codes: ['dmarc-unrelated-text', 'dmarc-absent'],
  },
  {
    why: 'a record at the domain itself',
    dns: { 'example.com': [GOOD] },
    headline: 'invalid',
    codes: ['dmarc-at-apex'],
  },
  {
    why: 'the same beside a right one',
    dns: at(GOOD, { 'example.com': ['v=DMARC1; p=none'] }),
    headline: 'reject',
    codes: ['dmarc-at-apex-too'],
  },
  {
    why: 'each of several',
    dns: at(GOOD, { 'example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }),
    headline: 'reject',
    codes: ['dmarc-at-apex-too', 'dmarc-at-apex-too'],
  },
  {
    why: 'the same where it is not known whether there is a right one',
    dns: { '_dmarc.example.com': 'timeout', 'example.com': [GOOD] },
    headline: 'unavailable',
    codes: ['dmarc-unavailable'],
  },
  {
    why: 'two records of the organization are why none applies',
    domain: 'sub.example.com',
    dns: { '_dmarc.example.com': [GOOD, 'v=DMARC1; p=none'], 'sub.example.com MX': ['m.example.com'] },
    headline: 'invalid',
    codes: ['dmarc-several-records'],
  },
  {
    why: 'so is one that receivers do not read, beside what is none',
    domain: 'sub.example.com',
    dns: {
      '_dmarc.example.com': ['v=DMARC1 p=reject', 'v=spf1 -all'],
      'sub.example.com MX': ['m.example.com'],
    },
    headline: 'invalid',
    codes: ['dmarc-version-value'],
  },
  {
    why: 'what is none alone is no reason',
    domain: 'sub.example.com',
    dns: { '_dmarc.example.com': ['v=spf1 -all'], 'sub.example.com MX': ['m.example.com'] },
    headline: 'absent',
    codes: ['dmarc-absent'],
  },
  {
    why: 'where a public suffix applies, nothing of the organization is missing',
    domain: 'sub.example.com',
    dns: {
      '_dmarc.example.com': ['v=DMARC1 p=reject'],
      '_dmarc.com': ['v=DMARC1; p=reject; psd=y; rua=mailto:a@com'],
      'com MX': ['mx.com.example'],
      'sub.example.com MX': ['m.example.com'],
    },
    headline: 'reject',
    codes: ['dmarc-inherited', 'dmarc-walk-and-list-differ'],
  },
  {
    why: 'whether the domain exists decides, and is not known',
    domain: 'ghost.example.com',
    dns: {
      '_dmarc.example.com': [`v=DMARC1; p=reject; np=none; ${RUA}`],
      'ghost.example.com MX': 'timeout',
      // It has no name below it, as a name with one would exist.
      '_dmarc.ghost.example.com': 'nxdomain',
    },
    headline: 'unavailable',
    codes: ['dmarc-unavailable'],
  },
  {
    why: 'no valid policy, and nowhere to report to',
    dns: at('v=DMARC1; p=x'),
    headline: 'invalid',
    codes: ['dmarc-p-invalid'],
  },
  {
    why: 'no valid policy, and reports: none, for the reason that is given',
    dns: at(`v=DMARC1; p=x; ${RUA}`),
    headline: 'none',
    codes: ['dmarc-p-invalid', ...FORGEABLE],
  },
  {
    why: 'no answer',
    dns: { '_dmarc.example.com': 'servfail' },
    headline: 'unavailable',
    codes: ['dmarc-unavailable'],
  },
  {
    why: 'no answer above: what the domain asks for is known, and BIMI is not',
    dns: at(GOOD, { '_dmarc.com': 'servfail' }),
    headline: 'reject',
    codes: ['dmarc-unavailable'],
  },
  {
    why: 'psd=y on a domain that somebody registered',
    dns: at(`${GOOD}; psd=y`),
    headline: 'reject',
    codes: ['dmarc-psd-yes'],
  },
  {
    why: 'failure reports for a public suffix',
    domain: 'co.uk',
    dns: { '_dmarc.co.uk': ['v=DMARC1; p=reject; psd=y; rua=mailto:a@co.uk; ruf=mailto:a@co.uk'] },
    headline: 'reject',
    codes: ['dmarc-ruf-on-psd'],
  },
  {
    why: 'a record at a public suffix that does not say so; old receivers find none',
    domain: 'example.co.uk',
    dns: { '_dmarc.co.uk': ['v=DMARC1; p=reject; rua=mailto:a@co.uk'], 'example.co.uk': 'nodata' },
    headline: 'reject',
    codes: ['dmarc-inherited', 'dmarc-psd-useful', 'dmarc-walk-and-list-differ'],
  },
  {
    why: 'a name of nine labels',
    domain: 'a.b.c.d.e.f.g.example.com',
    dns: { '_dmarc.example.com': [GOOD], 'a.b.c.d.e.f.g.example.com': 'nodata' },
    headline: 'reject',
    codes: ['dmarc-inherited', 'dmarc-too-deep'],
  },
  {
    why: 'names must agree exactly',
    dns: at(`${GOOD}; adkim=s; aspf=s`),
    headline: 'reject',
    codes: ['dmarc-strict-alignment', 'dmarc-strict-alignment'],
  },
  {
    why: 'quarantine for a part of mail is no ground for a logo',
    dns: at(`v=DMARC1; p=quarantine; pct=50; ${RUA}`),
    headline: 'quarantine',
    codes: ['dmarc-pct', 'dmarc-policy-quarantine', ...BLOCKED],
  },
  {
    why: 'a report host that permits nothing; for failure reports alone it is less grave',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test; ruf=mailto:a@two.test', {
      'one.test MX': ['mx.one.test'],
      'two.test MX': ['mx.two.test'],
    }),
    headline: 'reject',
    codes: ['dmarc-report-unauthorised', 'dmarc-failure-report-unauthorised'],
  },
  {
    why: 'one that permits it, for failure reports too',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test; ruf=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': ['v=DMARC1'],
      'one.test MX': ['mx.one.test'],
    }),
    headline: 'reject',
    codes: ['dmarc-ruf-privacy'],
  },
  {
    why: 'one that sends them on',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': ['v=DMARC1; rua=mailto:b@one.test'],
      'one.test MX': ['mx.one.test'],
    }),
    headline: 'reject',
    codes: ['dmarc-report-redirected'],
  },
  {
    why: 'one that sends them on to somebody else',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': ['v=DMARC1; rua=mailto:b@two.test'],
      'one.test MX': ['mx.one.test'],
    }),
    headline: 'reject',
    codes: ['dmarc-report-redirect-other-host'],
  },
  {
    why: 'one that permits the kinds of report apart, and takes no mail, which is said once',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test; ruf=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': ['v=DMARC1; ruf=mailto:b@two.test'],
    }),
    headline: 'reject',
    codes: ['dmarc-report-redirect-other-host', 'dmarc-report-no-mx'],
  },
  {
    why: 'one that could not be asked',
    dns: at('v=DMARC1; p=reject; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': 'timeout',
      'one.test MX': 'timeout',
    }),
    headline: 'reject',
    codes: ['dmarc-report-unavailable'],
  },
  {
    why: 'hosts that take no mail; of an address on the web nobody asks',
    dns: at(
      'v=DMARC1; p=reject; rua=mailto:a@no.example.com,mailto:a@null.example.com,https://web.example.com/',
      { 'null.example.com MX': [''] },
    ),
    headline: 'reject',
    codes: ['dmarc-rua-scheme', 'dmarc-rua-many', 'dmarc-report-no-mx', 'dmarc-report-null-mx'],
  },
];

describe('judgeDmarc', () => {
  it.each(ROWS)('$why', async ({ domain = 'example.com', dns, mx, headline, codes }) => {
    // The mailbox of the reports is at the domain.
    const found = await judged(
      domain,
      { 'example.com MX': ['mail.example.com'], 'co.uk MX': ['mail.co.uk'], ...dns },
      mx,
    );
    expect(found.headline).toBe(headline);
    expect(found.codes.toSorted()).toEqual(codes.toSorted());
  });

  it('says nothing before anything is known', () => {
    const context = { policyDomain: name('example.com'), now: NOW };
    const parts = { dmarc: PENDING, dmarcReports: PENDING };
    expect(judgeDmarc(parts, { mx: PENDING, spf: PENDING, dkim: PENDING }, context)).toEqual({
      headline: 'checking',
      findings: [],
    });
  });

  it('never reads better where something is unknown', async () => {
    const applied: ReadonlySet<DmarcHeadline> = new Set(['reject', 'quarantine', 'none']);
    for (const { domain = 'example.com', dns, headline } of ROWS)
      for (const lost of Object.keys(dns)) {
        const found = await judged(domain, { ...dns, [lost]: 'timeout' });
        if (applied.has(found.headline)) expect([headline, 'unavailable']).toContain(found.headline);
      }
  });
});

describe('what is found', () => {
  it('of every case fits its shape in storage', async () => {
    for (const { domain = 'example.com', dns } of ROWS) {
      const { parts } = await gathered(domain, dns);
      for (const part of ['dmarc', 'dmarcReports'] as const) {
        const read = safeParse(dmarc.stored[part], JSON.parse(JSON.stringify(parts[part])));
        expect(read.success && read.output).toEqual(parts[part]);
      }
    }
  });

  it('is kept where it is whole, and asked for again where it is not', async () => {
    const whole = (await gathered('example.com', { ...at(GOOD), 'example.com MX': ['mail.example.com'] }))
      .parts;
    expect(dmarc.kept(whole)).toEqual(whole);
    expect(dmarc.knowledge(whole)).toEqual({ ttlSeconds: 60, gap: null });
    const { parts } = await gathered('example.com', at(GOOD, { '_dmarc.com': 'servfail' }));
    expect(dmarc.kept(parts)).toEqual({});
    expect(dmarc.knowledge(parts).gap).toBe('detail');
    const lost = at('v=DMARC1; p=none; rua=mailto:a@one.test', {
      'example.com._report._dmarc.one.test': 'timeout',
    });
    const half = (await gathered('example.com', lost)).parts;
    expect(dmarc.kept(half)).toEqual({ dmarc: half.dmarc });
    expect(dmarc.knowledge(dmarc.empty)).toEqual({ ttlSeconds: null, gap: null });
  });

  it('names the record that a domain can hand over', async () => {
    const { parts } = await gathered('example.com', at(GOOD));
    expect(dmarc.names?.(parts, name('example.com'))).toEqual([
      { name: '_dmarc.example.com', facts: { state: 'found', aliases: [] } },
    ]);
  });
});

describe('hostile domains', () => {
  const hosts = Array.from({ length: 100 }, (_, index) => `mailto:a@host${index}.test`).join(',');

  it('a hundred report hosts: ten are asked about, and the others are not known', async () => {
    const { codes, asked, findings } = await judged('example.com', at(`v=DMARC1; p=reject; rua=${hosts}`));
    expect(codes.filter((code) => code === 'dmarc-report-unauthorised')).toHaveLength(10);
    expect(findings.find(({ code }) => code === 'dmarc-report-unchecked')?.parameters['count']).toBe(90);
    // Eight for the walk at most, one for the domain, and four for each host.
    expect(asked.length).toBeLessThanOrEqual(8 + 1 + 10 * 4);
  });

  it('a record of 64 KiB is kept in part', async () => {
    const text = `v=DMARC1; p=reject; x=${'a'.repeat(65_000)}; rua=mailto:${'b'.repeat(2000)}@example.com`;
    const { parts, headline } = await judged('example.com', at(text));
    expect(headline).toBe('reject');
    expect(JSON.stringify(parts).length).toBeLessThan(10_000);
  });

  it('a thousand texts at the name are kept in part', async () => {
    const texts = Array.from({ length: 1000 }, (_, index) => `junk ${index}`);
    const { parts } = await gathered('example.com', { '_dmarc.example.com': texts });
    expect(JSON.stringify(parts).length).toBeLessThan(10_000);
  });

  it('a name of 127 labels is asked about at eight names', async () => {
    const domain = [...Array.from({ length: 121 }, () => 'a'), 'example', 'com'].join('.').slice(-253);
    const { asked } = await gathered(domain, {});
    expect(asked.filter((each) => each.startsWith('_dmarc.')).length).toBeLessThanOrEqual(8);
  });
});

it('the headlines and problems have what their readers need', () => {
  expect(Object.keys(DMARC_HEADLINES)).toEqual(
    expect.arrayContaining(['reject', 'quarantine', 'none', 'absent', 'invalid', 'unavailable', 'checking']),
  );
  expect(Object.values(DMARC_PROBLEMS).every(({ about }) => about === 'dmarc')).toBe(true);
});
