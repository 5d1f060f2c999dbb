import { describe, expect, it } from 'vitest';
import { judgeDmarc } from '../../../../lib/mechanisms/dmarc/judge.ts';
import type { DmarcProblemCode } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { host, mxOf, name, noMail, SIGNED_MAIL } from '../../../support/assessments.ts';
import { gathered, judged, type Prepared } from '../../../support/dmarc.ts';
import { spfFactsOf, STRICT_SPF } from '../../../support/spf.ts';
import { NOW } from '../../../support/time.ts';

const RUA = 'rua=mailto:a@example.com';
const GOOD = `v=DMARC1; p=reject; ${RUA}`;
const MX = { 'example.com MX': ['mail.example.com'] };
const at = (text: string, more: Readonly<Record<string, Prepared>> = {}) => ({
  ...MX,
  '_dmarc.example.com': [text],
  ...more,
});
const SUB = 'a.example.com';
const NINE = 'a.b.c.d.e.f.g.example.com';
const HOSTS = Array.from({ length: 16 }, (_, index) => `host${index}.test`);

type Dns = Readonly<Record<string, Prepared>>;

describe('a finding says of whom and of what it is', () => {
  it.each<[code: DmarcProblemCode, domain: string, dns: Dns, parameters: object, why: string]>([
    [
      'dmarc-inherited',
      SUB,
      { '_dmarc.example.com': [`v=DMARC1; p=reject; sp=quarantine; ${RUA}`], [SUB]: 'nodata' },
      { from: 'example.com', tag: 'sp', policy: 'quarantine' },
      'whose record it is, and by which tag',
    ],
    [
      'dmarc-testing',
      'example.com',
      at(`${GOOD}; t=y`),
      { declared: 'reject', applied: 'quarantine' },
      'both policies',
    ],
    [
      'dmarc-sp-ineffective',
      SUB,
      { '_dmarc.example.com': [GOOD], [`_dmarc.${SUB}`]: [`${GOOD}; sp=none`] },
      { organization: 'example.com' },
      'whose record is read in its place',
    ],
    [
      'dmarc-parent-differs',
      SUB,
      { '_dmarc.example.com': [GOOD], [`_dmarc.${SUB}`]: [`v=DMARC1; p=quarantine; ${RUA}`] },
      { own: 'quarantine', parent: 'reject', organization: 'example.com' },
      'both policies, and whose the stricter one is',
    ],
    ['dmarc-sp-none', 'example.com', at(`${GOOD}; sp=none`), { domain: 'reject' }, 'what the domain has'],
    [
      'dmarc-sp-weaker',
      'example.com',
      at(`${GOOD}; sp=quarantine`),
      { domain: 'reject', subdomain: 'quarantine' },
      'both policies',
    ],
    [
      'dmarc-np-missing',
      'example.com',
      at(`${GOOD}; sp=quarantine`),
      { applied: 'quarantine' },
      'what applies in its place',
    ],
    ['dmarc-np-none', 'example.com', at(`${GOOD}; np=none`), { domain: 'reject' }, 'what the domain has'],
    [
      'dmarc-np-weaker',
      'example.com',
      at(`${GOOD}; np=quarantine`),
      { domain: 'reject', nonexistent: 'quarantine' },
      'both policies',
    ],
    [
      'dmarc-psd-useful',
      'example.co.uk',
      { '_dmarc.co.uk': [GOOD], 'example.co.uk': 'nodata' },
      { name: 'co.uk' },
      'which suffix should say so',
    ],
    [
      'dmarc-too-deep',
      NINE,
      { '_dmarc.example.com': [GOOD], [NINE]: 'nodata' },
      { name: NINE },
      'which name needs a record',
    ],
    [
      'dmarc-walk-and-list-differ',
      'example.co.uk',
      { '_dmarc.co.uk': [GOOD], 'example.co.uk': 'nodata' },
      { walk: 'reject (_dmarc.co.uk)', list: '–' },
      'what either kind of receiver goes by',
    ],
    [
      'dmarc-walk-and-list-differ',
      'a.b.example.com',
      {
        '_dmarc.example.com': [GOOD],
        '_dmarc.b.example.com': [`v=DMARC1; p=none; psd=n; ${RUA}`],
        'a.b.example.com': 'nodata',
      },
      { walk: 'none (_dmarc.b.example.com)', list: 'reject (_dmarc.example.com)' },
      'an organization below the registered domain',
    ],
    [
      'dmarc-unavailable',
      'example.com',
      { ...MX, '_dmarc.example.com': 'servfail' },
      { reason: 'servfail', name: '_dmarc.example.com' },
      'which name gave no answer, and why',
    ],
    ['dmarc-at-apex', 'example.com', { ...MX, 'example.com': [GOOD] }, { text: GOOD }, 'what stands there'],
    [
      'dmarc-report-unauthorised',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@one.test', { 'one.test MX': ['mx.one.test'] }),
      { host: 'one.test', name: 'example.com._report._dmarc.one.test' },
      'where its permission belongs',
    ],
    [
      'dmarc-report-redirect-other-host',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@one.test', {
        'example.com._report._dmarc.one.test': ['v=DMARC1; rua=mailto:b@two.test'],
      }),
      { host: 'one.test', uri: 'mailto:b@two.test' },
      'where it sends them on to',
    ],
    [
      'dmarc-report-redirected',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@one.test', {
        'example.com._report._dmarc.one.test': ['v=DMARC1; rua=mailto:b@one.test'],
      }),
      { host: 'one.test', uri: 'mailto:b@one.test' },
      'which address takes its place',
    ],
    [
      'dmarc-report-unavailable',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@one.test', { 'example.com._report._dmarc.one.test': 'timeout' }),
      { host: 'one.test', reason: 'timeout' },
      'why it is not known',
    ],
    [
      'dmarc-report-null-mx',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@null.example.com', { 'null.example.com MX': [''] }),
      { host: 'null.example.com' },
      'the host',
    ],
    [
      'dmarc-report-no-mx',
      'example.com',
      at('v=DMARC1; p=reject; rua=mailto:a@no.example.com'),
      { host: 'no.example.com' },
      'the host',
    ],
    [
      'dmarc-ruf-privacy',
      'example.com',
      at(`${GOOD}; ruf=mailto:a@one.test`, { 'example.com._report._dmarc.one.test': ['v=DMARC1'] }),
      { host: 'one.test' },
      'who gets parts of messages',
    ],
    [
      'dmarc-report-unchecked',
      'example.com',
      at(`v=DMARC1; p=reject; rua=${HOSTS.map((each) => `mailto:a@${each}`).join(',')}`),
      { count: 6, hosts: 'host10.test, host11.test, host12.test, host13.test, host14.test' },
      'how many, and the first of them',
    ],
    ['dmarc-bimi-blocked', 'example.com', at(`v=DMARC1; p=none; ${RUA}`), { cause: 'p=none' }, 'by what'],
    ['dmarc-bimi-blocked', 'example.com', at(`${GOOD}; sp=none`), { cause: 'sp=none' }, 'by the names below'],
    [
      'dmarc-bimi-blocked',
      'example.com',
      at(`v=DMARC1; p=none; sp=reject; ${RUA}`),
      { cause: 'p=none' },
      'by the domain alone',
    ],
    ['dmarc-bimi-blocked', 'example.com', at(`${GOOD}; t=y`), { cause: 't=y' }, 'by a test'],
    [
      'dmarc-bimi-blocked',
      'example.com',
      at(`v=DMARC1; p=quarantine; pct=99; ${RUA}`),
      { cause: 'pct=99' },
      'by a part of mail that is left out',
    ],
    [
      'dmarc-strict-alignment',
      'example.com',
      at(`${GOOD}; adkim=s`),
      { tag: 'adkim' },
      'for which of the two',
    ],
    ['dmarc-strict-alignment', 'example.com', at(`${GOOD}; aspf=s`), { tag: 'aspf' }, 'for which of the two'],
  ])('%s at %s', async (code, domain, dns, parameters) => {
    const { findings } = await judged(domain, dns);
    expect(findings.find((each) => each.code === code)?.parameters).toEqual(parameters);
  });

  it('by what mail can pass, and what becomes of it otherwise', async () => {
    const dkim = { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] } as const;
    const mx = mxOf(host('mail.example.com'));
    const parameters = async (spf: typeof STRICT_SPF) =>
      (await judged('example.com', at(GOOD), mx, spf, dkim)).findings.map((each) => each.parameters);
    expect(await parameters(STRICT_SPF)).toEqual([{ policy: 'reject' }]);
    expect(await parameters((await spfFactsOf({})) as typeof STRICT_SPF)).toEqual([{ policy: 'reject' }]);
  });

  it('which policy a domain without mail has', async () => {
    const { findings } = await judged('example.com', at(`v=DMARC1; p=none; ${RUA}`), noMail('null-mx'));
    expect(findings.find(({ code }) => code === 'dmarc-no-mail-not-reject')?.parameters).toEqual({
      policy: 'none',
    });
  });
});

describe('a finding is not made', () => {
  it.each<[code: DmarcProblemCode, domain: string, dns: Dns, why: string]>([
    ['dmarc-policy-none', 'example.com', at(`v=DMARC1; ${RUA}`), 'a missing policy is said already'],
    [
      'dmarc-sp-ineffective',
      SUB,
      { '_dmarc.example.com': [GOOD], [`_dmarc.${SUB}`]: [`v=DMARC1; p=none; ${RUA}`] },
      'there is no sp',
    ],
    [
      'dmarc-parent-differs',
      SUB,
      { '_dmarc.example.com': [GOOD], [`_dmarc.${SUB}`]: [GOOD] },
      'its own record asks for as much',
    ],
    [
      'dmarc-too-deep',
      'b.c.d.e.f.g.example.com',
      { '_dmarc.example.com': [GOOD], 'b.c.d.e.f.g.example.com': 'nodata' },
      'of eight labels none is skipped that could be asked',
    ],
    ['dmarc-too-deep', NINE, { [`_dmarc.${NINE}`]: [GOOD] }, 'it has a record of its own'],
    [
      'dmarc-walk-and-list-differ',
      'a.b.example.com',
      { '_dmarc.example.com': [GOOD], '_dmarc.b.example.com': 'servfail', 'a.b.example.com': 'nodata' },
      'what the walk comes to is not known',
    ],
    [
      'dmarc-walk-and-list-differ',
      'a.b.example.com',
      {
        '_dmarc.example.com': 'servfail',
        '_dmarc.b.example.com': [`v=DMARC1; p=none; psd=n; ${RUA}`],
        'a.b.example.com': 'nodata',
      },
      'what the list comes to is not known',
    ],
    [
      'dmarc-bimi-blocked',
      'example.com',
      at(`v=DMARC1; p=quarantine; pct=100; ${RUA}`),
      'all mail is put aside',
    ],
    [
      'dmarc-ruf-privacy',
      'example.com',
      at(`${GOOD}; ruf=mailto:a@example.com`),
      'the reports stay in the organization',
    ],
  ])('%s of %s', async (code, domain, dns) => {
    const { codes } = await judged(domain, dns);
    expect(codes).not.toContain(code);
  });

  it('about senders of a domain that receives no mail, by whatever it passes', async () => {
    const dkim = { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] } as const;
    const dns = at(GOOD, { 'example.com': ['v=spf1 mx -all'] });
    expect((await judged('example.com', dns, noMail('no-address'), STRICT_SPF, dkim)).codes).toEqual([]);
  });

  it('about a policy of a domain that may send: without an address, and without SPF', async () => {
    const { codes } = await judged('example.com', at(`v=DMARC1; p=none; ${RUA}`), noMail('no-address'));
    expect(codes).not.toContain('dmarc-no-mail-not-reject');
  });

  it('that reports are missing is said of a domain without mail as long as not all is rejected', async () => {
    const dns = at('v=DMARC1; p=quarantine', { 'example.com': ['v=spf1 -all'] });
    expect((await judged('example.com', dns, noMail('null-mx'))).codes).toContain('dmarc-rua-missing');
  });
});

describe('what is still asked', () => {
  const needed = { mx: mxOf(host('mail.example.com')), spf: STRICT_SPF, dkim: SIGNED_MAIL };
  const context = { policyDomain: name('example.com'), now: NOW };

  it('a policy is not spoken of before it is known', () => {
    const parts = { dmarc: PENDING, dmarcReports: PENDING };
    expect(judgeDmarc(parts, needed, context)).toEqual({ headline: 'checking', findings: [] });
  });

  it('of hosts of reports nothing is said before they are', async () => {
    const { parts } = await gathered('example.com', at('v=DMARC1; p=reject; rua=mailto:a@one.test'));
    const judgement = judgeDmarc({ ...parts, dmarcReports: PENDING }, needed, context);
    expect(judgement).toEqual({ headline: 'reject', findings: [] });
  });
});
