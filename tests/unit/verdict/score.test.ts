import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { judged } from '../../../lib/verdict/findings.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import type { ScoreGate, ScorePart } from '../../../lib/verdict/score-table.ts';
import { gainOfRow, rangeText, scoreOf } from '../../../lib/verdict/score.ts';
import {
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  REJECTING,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  failingHost,
  INSECURE,
  SECURE,
  TIMEOUT,
  unsignedHost,
} from '../../support/dane.ts';
import { gathered, type Prepared } from '../../support/dmarc.ts';
import { assessed, noDane, rowOf, scored, WELL } from '../../support/scored.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { NOW } from '../../support/time.ts';

const MAIL = 'mail.example.com';
const two = mxOf(host(MAIL), host('b.example.net', 20));
const daneOfTwo = noDane(MAIL, 'b.example.net');
const noSts = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
const enforce = (...lines: readonly string[]) => policyOf(policyText('enforce', ...lines));
const lasting = (seconds: number, mode = 'enforce') =>
  policyOf(policyText(mode, `mx: ${MAIL}`).replace('1209600', String(seconds)));
const dmarc = async (text: Prepared | `v=${string}`, more: Readonly<Record<string, Prepared>> = {}) =>
  (
    await gathered('example.com', {
      '_dmarc.example.com': typeof text === 'string' && text.startsWith('v=') ? [text] : (text as Prepared),
      'example.com MX': [MAIL],
      ...more,
    })
  ).parts;
const spf = async (text: string) => ({ spf: await spfFactsOf({ 'example.com': text }) });
const rua = 'rua=mailto:a@example.com';

type Case = readonly [
  why: string,
  part: ScorePart,
  change: Partial<Assessment>,
  outcome: string,
  points: string,
];

const TRANSIT: readonly Case[] = [
  ['a policy that is enforced, and covers every server', 'tls', {}, 'verified', '30'],
  [
    'a policy in testing refuses nobody',
    'tls',
    { policy: policyOf(policyText('testing', `mx: ${MAIL}`)) },
    'testing',
    '10',
  ],
  [
    'the worst server counts: a policy in testing leaves one out',
    'tls',
    { mx: two, dane: daneOfTwo, policy: policyOf(policyText('testing', `mx: ${MAIL}`)) },
    'none',
    '0',
  ],
  [
    'an enforced policy that leaves a server out refuses mail',
    'tls',
    { mx: two, dane: daneOfTwo },
    'refused',
    '0',
  ],
  [
    'nobody connects to a server without an address',
    'tls',
    {
      ...noSts,
      mx: mxOf(host(MAIL), host('b.example.net', 20, { address: 'absent' })),
      dane: daneOf(daneHost(MAIL), daneHost('b.example.net', [], { address: 'absent', lookups: [] })),
    },
    'verified',
    '30',
  ],
  [
    'but one that is not signed can be given an address by an attacker',
    'tls',
    {
      ...noSts,
      mx: mxOf(host(MAIL), host('b.example.net', 20, { address: 'absent' })),
      dane: daneOf(
        daneHost(MAIL),
        daneHost('b.example.net', [], { address: 'absent', security: INSECURE, lookups: [] }),
      ),
    },
    'none',
    '0',
  ],
  [
    'a policy that leaves it out refuses mail once it has one, as the verdict says',
    'tls',
    { mx: mxOf(host(MAIL), host('b.example.net', 20, { address: 'absent' })), dane: daneOfTwo },
    'refused',
    '0',
  ],
  [
    'a policy that covers it leaves no hole',
    'tls',
    {
      mx: mxOf(host(MAIL), host('b.example.net', 20, { address: 'absent' })),
      dane: daneOfTwo,
      policy: enforce(`mx: ${MAIL}`, 'mx: b.example.net'),
    },
    'verified',
    '30',
  ],
  [
    'a server that some connect to counts',
    'tls',
    { mx: mxOf(host(MAIL), host('b.example.net', 20, { address: 'unavailable' })), dane: daneOfTwo },
    'refused',
    '0',
  ],
  [
    'no server can be reached',
    'tls',
    { mx: mxOf(host(MAIL, 10, { address: 'absent' })) },
    'unreachable',
    '0',
  ],
  [
    'whether any can be reached is not known',
    'tls',
    { mx: mxOf(host(MAIL, 10, { address: 'unavailable' })) },
    'unknown',
    '0–30',
  ],
  ['no policy', 'tls', noSts, 'none', '0'],
  ['a policy that is switched off', 'tls', { policy: policyOf(policyText('none')) }, 'none', '0'],
  ['a policy file that nobody can read', 'tls', { policy: enforce('mx') }, 'none', '0'],
  [
    'a policy that strict senders ignore',
    'tls',
    { policy: enforce(`mx: ${MAIL}`, '', 'x: y') },
    'faulty',
    '10',
  ],
  [
    'Waxseal may not read the policy: it may refuse mail, or protect it',
    'tls',
    { policy: unreadPolicy('policy-not-permitted', { host: 'x' }) },
    'unknown',
    '0–30',
  ],
  [
    'the same beside DANE',
    'tls',
    { policy: unreadPolicy('policy-timeout', { host: 'x' }), dane: daneOf(daneHost(MAIL)) },
    'unknown',
    '0–30',
  ],
  ['DANE alone is enough', 'tls', { ...noSts, dane: daneOf(daneHost(MAIL)) }, 'verified', '30'],
  ['DANE beside a policy earns nothing twice', 'tls', { dane: daneOf(daneHost(MAIL)) }, 'verified', '30'],
  [
    'DANE beside a policy that nobody can read',
    'tls',
    { policy: enforce('mx'), dane: daneOf(daneHost(MAIL)) },
    'verified',
    '30',
  ],
  [
    'DANE leaves one server out',
    'tls',
    { ...noSts, mx: two, dane: daneOf(daneHost(MAIL), unsignedHost('b.example.net')) },
    'none',
    '0',
  ],
  [
    'a trial covers what DANE leaves out',
    'tls',
    {
      mx: two,
      policy: policyOf(policyText('testing', `mx: ${MAIL}`, 'mx: b.example.net')),
      dane: daneOf(daneHost(MAIL), unsignedHost('b.example.net')),
    },
    'testing',
    '10',
  ],
  [
    'TLSA records behind an MX answer that is not signed: not every sender uses them',
    'tls',
    { ...noSts, dane: { ...daneOf(daneHost(MAIL)), mx: INSECURE } },
    'none',
    '0',
  ],
  [
    'TLSA records of which none can be used: TLS with anybody',
    'tls',
    { ...noSts, dane: daneOf(daneHost(MAIL, ['1 1 1 00'])) },
    'unverified',
    '0',
  ],
  [
    'a failing look-up makes senders hold mail back, whatever the policy says',
    'tls',
    { dane: daneOf(failingHost(MAIL, BOGUS)) },
    'held',
    '0',
  ],
  [
    'at one server of two as well',
    'tls',
    {
      mx: two,
      policy: enforce(`mx: ${MAIL}`, 'mx: b.example.net'),
      dane: daneOf(daneHost(MAIL), failingHost('b.example.net', BOGUS)),
    },
    'held',
    '0',
  ],
  [
    'a bogus MX answer holds everything back',
    'tls',
    { mx: unknown('dnssec-bogus'), dane: { ...daneOf(), mx: BOGUS } },
    'held',
    '0',
  ],
  [
    'a question that got lost says nothing of DANE',
    'tls',
    { dane: daneOf(failingHost(MAIL, TIMEOUT)) },
    'unknown',
    '0–30',
  ],
  [
    'a resolver that does not validate sees neither DANE nor its faults',
    'tls',
    { ...noSts, dane: { ...noDane(MAIL), validates: false } },
    'unknown',
    '0–30',
  ],
  ['the mail servers are not known', 'tls', { mx: unknown() }, 'unknown', '0–30'],
  ['a null MX: nothing to deliver', 'tls', { ...noSts, mx: noMail('null-mx') }, 'no-mail', '30'],
  [
    'neither MX nor address: nothing to deliver',
    'tls',
    { ...noSts, mx: noMail('no-address') },
    'no-mail',
    '30',
  ],
  [
    'an address in place of an MX receives mail',
    'tls',
    { ...noSts, mx: { ...mxOf(host('example.com')), implicit: true }, dane: noDane('example.com') },
    'none',
    '0',
  ],

  ['two weeks', 'lasts', {}, 'week', '5'],
  ['exactly a week', 'lasts', { policy: lasting(604_800) }, 'week', '5'],
  ['a second less', 'lasts', { policy: lasting(604_799) }, 'day', '2'],
  ['exactly a day', 'lasts', { policy: lasting(86_400) }, 'day', '2'],
  ['a second less than a day', 'lasts', { policy: lasting(86_399) }, 'short', '0'],
  ['in testing it lasts as long', 'lasts', { policy: lasting(86_400, 'testing') }, 'day', '2'],
  ['a policy that refuses mail had better not last', 'lasts', { mx: two, dane: daneOfTwo }, 'none', '0'],
  ['DANE has no cache', 'lasts', { ...noSts, dane: daneOf(daneHost(MAIL)) }, 'dane', '5'],
  [
    'a short policy beside DANE takes nothing away',
    'lasts',
    { policy: lasting(60), dane: daneOf(daneHost(MAIL)) },
    'dane',
    '5',
  ],
  ['no policy', 'lasts', noSts, 'none', '0'],
  [
    'a policy that is not known',
    'lasts',
    { policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    'unknown',
    '0–5',
  ],
  ['a null MX', 'lasts', { ...noSts, mx: noMail('null-mx') }, 'no-mail', '5'],

  [
    'an answer with AD',
    'signed',
    { dnssec: { ...WELL.dnssec!, mx: SECURE } as Assessment['dnssec'] },
    'secure',
    '5',
  ],
  ['an answer without, of a resolver that validates', 'signed', {}, 'insecure', '0'],
  [
    'of one that does not: a signed zone looks the same',
    'signed',
    { dnssec: { ...WELL.dnssec!, validates: false } as Assessment['dnssec'] },
    'unknown',
    '0–5',
  ],
  [
    'of one of which nobody knows',
    'signed',
    { dnssec: { ...WELL.dnssec!, validates: null } as Assessment['dnssec'] },
    'unknown',
    '0–5',
  ],
  [
    'signatures that do not validate',
    'signed',
    { dnssec: { ...WELL.dnssec!, mx: BOGUS } as Assessment['dnssec'] },
    'bogus',
    '0',
  ],
  [
    'no answer',
    'signed',
    { dnssec: { ...WELL.dnssec!, mx: TIMEOUT } as Assessment['dnssec'] },
    'unknown',
    '0–5',
  ],
  ['a null MX', 'signed', { mx: noMail('null-mx') }, 'no-mail', '5'],

  ['a record beside a policy', 'tlsrpt', {}, 'reported', '1'],
  ['a record of no use', 'tlsrpt', { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test') }, 'none', '0'],
  ['a record without a policy', 'tlsrpt', noSts, 'none', '0'],
  [
    'a record beside a policy that is switched off',
    'tlsrpt',
    { policy: policyOf(policyText('none')) },
    'none',
    '0',
  ],
  [
    'no record beside a policy that is not known: none, whatever that says',
    'tlsrpt',
    { tlsrpt: tlsrptRecord(), policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    'none',
    '0',
  ],
  [
    'a record beside a policy that is not known',
    'tlsrpt',
    { policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    'unknown',
    '0–1',
  ],
  ['a record that is not known', 'tlsrpt', { tlsrpt: unknown() }, 'unknown', '0–1'],
  [
    'of a domain without mail: who removes a policy there loses no point',
    'tlsrpt',
    { mx: noMail('null-mx') },
    'no-mail',
    '0',
  ],
];

const SPOOFING: readonly Case[] = [
  ['reject', 'policy', REJECTING, 'reject', '30'],
  ['quarantine', 'policy', await dmarc(`v=DMARC1; p=quarantine; ${rua}`), 'quarantine', '24'],
  [
    'reject on trial is one step down',
    'policy',
    await dmarc(`v=DMARC1; p=reject; t=y; ${rua}`),
    'quarantine',
    '24',
  ],
  [
    'quarantine on trial is two',
    'policy',
    await dmarc(`v=DMARC1; p=quarantine; t=y; ${rua}`),
    'watched',
    '6',
  ],
  ['none, and somebody reads the reports', 'policy', await dmarc(`v=DMARC1; p=none; ${rua}`), 'watched', '6'],
  ['none, and nobody does', 'policy', await dmarc('v=DMARC1; p=none'), 'none', '0'],
  [
    'none, and the host has not agreed to the reports',
    'policy',
    await dmarc('v=DMARC1; p=none; rua=mailto:a@x.test', { 'x.test MX': ['mx.x.test'] }),
    'none',
    '0',
  ],
  [
    'none, and whether the host agreed is not known',
    'policy',
    await dmarc('v=DMARC1; p=none; rua=mailto:a@x.test', {
      'x.test MX': ['mx.x.test'],
      'example.com._report._dmarc.x.test': 'timeout',
    }),
    'unknown',
    '0–6',
  ],
  ['no record', 'policy', await dmarc('nodata'), 'absent', '0'],
  [
    'two records: receivers read none',
    'policy',
    await dmarc(['v=DMARC1; p=reject', 'v=DMARC1; p=none']),
    'invalid',
    '0',
  ],
  ['no answer', 'policy', await dmarc('servfail'), 'unknown', '0–30'],
  [
    'SPF lets anyone pass, so everybody passes DMARC',
    'policy',
    { ...(await dmarc('v=DMARC1; p=reject')), ...(await spf('v=spf1 +all')) },
    'open',
    '0',
  ],
  [
    'SPF lets anyone pass whom it does not refuse first',
    'policy',
    { ...(await dmarc('v=DMARC1; p=reject')), ...(await spf('v=spf1 -ip4:192.0.2.1 +all')) },
    'open',
    '0',
  ],
  [
    'SPF lets anyone pass, and somebody reads the reports: as with none',
    'policy',
    { ...REJECTING, ...(await spf('v=spf1 +all')) },
    'watched',
    '6',
  ],
  [
    'SPF may let anyone pass: its record did not come',
    'policy',
    { ...REJECTING, spf: unknown() },
    'unknown',
    '6–30',
  ],

  ['nothing else is said', 'subdomains', REJECTING, 'covered', '5'],
  ['sp is as strict', 'subdomains', await dmarc(`v=DMARC1; p=quarantine; sp=reject; ${rua}`), 'covered', '5'],
  ['sp is weaker', 'subdomains', await dmarc(`v=DMARC1; p=reject; sp=quarantine; ${rua}`), 'weaker', '0'],
  ['sp asks for nothing', 'subdomains', await dmarc(`v=DMARC1; p=reject; sp=none; ${rua}`), 'none', '0'],
  ['np asks for nothing', 'subdomains', await dmarc(`v=DMARC1; p=reject; np=none; ${rua}`), 'none', '0'],
  [
    'an outcome counts: no weaker than nothing is nothing',
    'subdomains',
    await dmarc(`v=DMARC1; p=none; ${rua}`),
    'none',
    '0',
  ],
  ['no record', 'subdomains', await dmarc('nodata'), 'absent', '0'],
  ['no answer', 'subdomains', await dmarc('servfail'), 'unknown', '0–5'],
  [
    'SPF lets anyone pass, also below',
    'subdomains',
    { ...REJECTING, ...(await spf('v=spf1 +all')) },
    'open',
    '0',
  ],
  [
    'with strict alignment it does not',
    'subdomains',
    { ...(await dmarc(`v=DMARC1; p=reject; aspf=s; ${rua}`)), ...(await spf('v=spf1 +all')) },
    'covered',
    '5',
  ],

  [
    'nor where each name below is an organization of its own',
    'subdomains',
    { ...(await dmarc(`v=DMARC1; p=reject; psd=y; ${rua}`)), ...(await spf('v=spf1 +all')) },
    'covered',
    '5',
  ],

  ['-all', 'spf', await spf('v=spf1 ip4:192.0.2.1 -all'), 'strict', '12'],
  ['~all earns the same', 'spf', await spf('v=spf1 ip4:192.0.2.1 ~all'), 'soft', '12'],
  ['nobody may send', 'spf', await spf('v=spf1 -all'), 'closed', '12'],
  ['?all', 'spf', await spf('v=spf1 ip4:192.0.2.1 ?all'), 'neutral', '4'],
  ['no all', 'spf', await spf('v=spf1 ip4:192.0.2.1'), 'neutral', '4'],
  ['+all', 'spf', await spf('v=spf1 +all'), 'open', '0'],
  ['+all behind a refusal', 'spf', await spf('v=spf1 -ip4:192.0.2.1 +all'), 'open', '0'],
  ['an include that is not there', 'spf', await spf('v=spf1 include:missing.example -all'), 'broken', '0'],
  ['a term that nobody knows', 'spf', await spf('v=spf1 ipv4:192.0.2.1 -all'), 'broken', '0'],
  ['no record', 'spf', await spf('hello'), 'absent', '0'],
  ['no answer', 'spf', { spf: unknown() }, 'unknown', '0–12'],
  [
    'an include without an answer',
    'spf',
    { spf: await spfFactsOf({ 'example.com': 'v=spf1 include:x.test -all', 'x.test': { fails: 'all' } }) },
    'unknown',
    '0–12',
  ],
  [
    'the same before ?all: no more than that is possible',
    'spf',
    { spf: await spfFactsOf({ 'example.com': 'v=spf1 include:x.test ?all', 'x.test': { fails: 'all' } }) },
    'unknown',
    '0–4',
  ],

  ['an address of the domain itself', 'reports', REJECTING, 'arrive', '5'],
  ['no address', 'reports', await dmarc('v=DMARC1; p=reject'), 'none', '0'],
  [
    'a host that agreed',
    'reports',
    await dmarc('v=DMARC1; p=reject; rua=mailto:a@x.test', {
      'x.test MX': ['mx.x.test'],
      'example.com._report._dmarc.x.test': ['v=DMARC1'],
    }),
    'arrive',
    '5',
  ],
  [
    'one that did not',
    'reports',
    await dmarc('v=DMARC1; p=reject; rua=mailto:a@x.test', { 'x.test MX': ['mx.x.test'] }),
    'lost',
    '0',
  ],
  [
    'one that did, and takes no mail',
    'reports',
    await dmarc('v=DMARC1; p=reject; rua=mailto:a@x.test', {
      'x.test MX': [''],
      'example.com._report._dmarc.x.test': ['v=DMARC1'],
    }),
    'lost',
    '0',
  ],
  [
    'one of two is enough',
    'reports',
    await dmarc(`v=DMARC1; p=reject; rua=mailto:a@x.test,mailto:a@example.com`, {
      'x.test MX': ['mx.x.test'],
    }),
    'arrive',
    '5',
  ],
  [
    'an address on the web, which no receiver has to know',
    'reports',
    await dmarc('v=DMARC1; p=reject; rua=https://example.com/r'),
    'lost',
    '0',
  ],
  ['no record', 'reports', await dmarc('nodata'), 'none', '0'],
  ['no answer', 'reports', await dmarc('servfail'), 'unknown', '0–5'],
];

describe('a part of the score', () => {
  it.each([...TRANSIT, ...SPOOFING])('%s: %s', (_, part, change, outcome, points) => {
    const row = rowOf(scored(assessed(change)), part);
    expect({ outcome: row.outcome, points: rangeText(row) }).toEqual({ outcome, points });
  });

  it('below an organization names further below are decided above, whatever is asked there', async () => {
    const { parts } = await gathered('www.example.com', {
      '_dmarc.example.com': ['v=DMARC1; p=reject; sp=none'],
      'www.example.com MX': [MAIL],
    });
    const row = rowOf(
      scored(assessed({ ...parts, policyDomain: 'www.example.com' as Assessment['policyDomain'] })),
      'subdomains',
    );
    expect(row).toMatchObject({ outcome: 'inherited', low: 5 });
  });

  it('that no mechanism looks at is not known, and never zero', () => {
    expect(rowOf(scored(assessed()), 'dkim')).toMatchObject({ outcome: 'unknown', low: 0, high: 8 });
  });
});

const CLOSED = await spf('v=spf1 -all');
const PARKED: Partial<Assessment> = {
  ...noSts,
  ...REJECTING,
  ...CLOSED,
  mx: noMail('null-mx'),
  tlsrpt: tlsrptRecord(),
};
const WITHOUT_REPORTS = await dmarc('v=DMARC1; p=reject');

const SUMS: readonly (readonly [
  why: string,
  change: Partial<Assessment>,
  points: string,
  gates: readonly ScoreGate[],
])[] = [
  ['parked: no mail, no senders, reject', PARKED, '100', []],
  ['neither MX nor address is the same', { ...PARKED, mx: noMail('no-address') }, '100', []],
  ['parked, and nobody reads reports', { ...PARKED, ...WITHOUT_REPORTS }, '100', []],
  ['parked without DMARC can be forged', { ...PARKED, ...(await dmarc('nodata')) }, '52–60', ['forgeable']],
  [
    'parked with none can be forged',
    { ...PARKED, ...(await dmarc(`v=DMARC1; p=none; ${rua}`)) },
    '63–71',
    ['forgeable'],
  ],
  [
    'parked with quarantine: keys and reports count',
    { ...PARKED, ...(await dmarc('v=DMARC1; p=quarantine')) },
    '81–89',
    [],
  ],
  [
    'a null MX, and senders all the same',
    { ...PARKED, ...(await spf('v=spf1 ip4:192.0.2.1 -all')) },
    '92–100',
    [],
  ],
  ['a domain that only receives needs no key', { ...REJECTING, ...CLOSED }, '96', []],
  ['and reads its reports', { ...WITHOUT_REPORTS, ...CLOSED }, '91', []],
  ['all is well, nothing is signed, no key is known', {}, '88–96', []],
  ['no policy for mail to it', noSts, '52–60', []],
  ['a policy that refuses mail', { mx: two, dane: daneOfTwo }, '53–61', ['holds-back']],
  ['senders that hold mail back', { dane: daneOf(failingHost(MAIL, BOGUS)) }, '53–61', ['holds-back']],
  ['no server can be reached', { mx: mxOf(host(MAIL, 10, { address: 'absent' })) }, '53–61', ['holds-back']],
  ['anyone may send', { ...REJECTING, ...(await spf('v=spf1 +all')) }, '47–55', ['forgeable']],
  [
    'SPF ends in an error',
    { ...REJECTING, ...(await spf('v=spf1 include:missing.example -all')) },
    '76–84',
    ['fails-own'],
  ],
  [
    'nothing but mail',
    { ...noSts, ...(await dmarc('nodata')), ...(await spf('hello')), tlsrpt: tlsrptRecord() },
    '0–8',
    ['forgeable'],
  ],
];

describe('the sum', () => {
  it.each(SUMS)('%s', (_, change, points, gates) => {
    const score = scored(assessed(change));
    expect({ points: rangeText(score), gates: score.gates }).toEqual({ points, gates });
  });

  it('is 100 at most, however many points stand beside it', () => {
    const dnssec = { ...WELL.dnssec!, mx: SECURE } as Assessment['dnssec'];
    const score = scored(assessed({ ...REJECTING, ...CLOSED, dnssec }));
    expect(rowOf(score, 'tlsrpt').low).toBe(1);
    expect(score).toMatchObject({ low: 100, high: 100, band: 'strong' });
  });

  it('has its words from the lower end, without the point beside it', () => {
    const words = (change: Partial<Assessment>) => scored(assessed(change)).band;
    expect(words({})).toBe('partial');
    expect(words({ ...REJECTING, ...CLOSED })).toBe('strong');
    expect(words(noSts)).toBe('weak');
  });

  it.each<[why: string, change: Partial<Assessment>]>([
    ['something is still asked', { finishedAt: null }],
    ['the spoofing lane was not asked for', { spf: { state: 'pending' } }],
    ['there is no such domain', { mx: noMail('nxdomain') }],
  ])('is not there: %s', (_, change) => {
    const assessment = assessed(change);
    expect(scoreOf(assessment, judged(assessment, NOW).judgements, NOW)).toBeNull();
    expect(digestOf(assessment, NOW).score).toBeNull();
  });

  it('stands in the digest as it is written', () => {
    expect(digestOf(assessed(), NOW).score).toBe('88–96');
    expect(digestOf(assessed(PARKED), NOW).score).toBe('100');
  });
});

describe('what a part has to gain', () => {
  it.each<[why: string, part: ScorePart, change: Partial<Assessment>, gain: number]>([
    ['all that it lacks', 'signed', {}, 5],
    ['the point beside the sum, where there is room for it', 'tlsrpt', { tlsrpt: tlsrptRecord() }, 1],
    ['reports protect nothing where there is no mail', 'tlsrpt', { ...noSts, mx: noMail('null-mx') }, 0],
    ['nothing for certain, where a key may be there', 'dkim', {}, 0],
  ])('%s: %s', (_why, part, change, gain) => {
    const score = scored(assessed(change));
    expect(gainOfRow(rowOf(score, part), score)).toBe(gain);
  });

  it('is nothing beside a sum of 100', () => {
    const full = { low: 100, high: 100 };
    const row = rowOf(scored(assessed({ tlsrpt: tlsrptRecord() })), 'tlsrpt');
    expect([row.most - row.high, gainOfRow(row, full)]).toEqual([1, 0]);
  });
});
