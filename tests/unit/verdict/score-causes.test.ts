import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { isFragile, MECHANISMS, type ProblemCode } from '../../../lib/mechanisms.ts';
import { scoreFor } from '../../../lib/report/parts.ts';
import type { OwnedFinding } from '../../../lib/verdict/digest.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { gainOf, isCauseOf, type Gain } from '../../../lib/verdict/score-causes.ts';
import { SCORE_PARTS, type ScorePart } from '../../../lib/verdict/score-table.ts';
import type { ScoreRow } from '../../../lib/verdict/score.ts';
import {
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unreadPolicy,
} from '../../support/assessments.ts';
import { gathered } from '../../support/dmarc.ts';
import { assessed } from '../../support/scored.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { NOW } from '../../support/time.ts';

const dmarc = async (...texts: readonly string[]) => {
  const records = { '_dmarc.example.com': texts.length > 0 ? texts : ('nodata' as const) };
  return (await gathered('example.com', { ...records, 'example.com MX': ['mx'] })).parts;
};
const spf = async (text: string) => ({ spf: await spfFactsOf({ 'example.com': text }) });
const rua = 'rua=mailto:a@example.com';

const ROWS: readonly (readonly [
  why: string,
  change: Partial<Assessment>,
  code: ProblemCode,
  gain: Gain | null,
])[] = [
  [
    'without a policy there is neither TLS that is insisted on nor anything that lasts',
    { stsRecord: stsRecord(), policy: { state: 'absent' } },
    'sts-absent',
    { low: 35, high: 35, parts: ['tls', 'lasts'] },
  ],
  [
    'a trial has ten of thirty points',
    { policy: policyOf(policyText('testing', 'mx: mail.example.com')) },
    'policy-mode-testing',
    { low: 20, high: 20, parts: ['tls'] },
  ],
  [
    'what could not be asked may be all right already',
    { policy: unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' }) },
    'policy-timeout',
    { low: 0, high: 30, parts: ['tls'] },
  ],
  [
    'reports about a policy',
    { tlsrpt: tlsrptRecord() },
    'tlsrpt-absent',
    { low: 1, high: 1, parts: ['tlsrpt'] },
  ],
  [
    'a policy of none: the domain, and the names below it',
    await dmarc(`v=DMARC1; p=none; ${rua}`),
    'dmarc-policy-none',
    { low: 29, high: 29, parts: ['policy', 'subdomains'] },
  ],
  [
    'no policy: reports as well',
    await dmarc(),
    'dmarc-absent',
    { low: 40, high: 40, parts: ['policy', 'subdomains', 'reports'] },
  ],
  [
    'a domain that sends nothing gains as much, and needs no key then',
    { mx: noMail('null-mx'), ...(await dmarc()), ...(await spf('v=spf1 -all')) },
    'dmarc-absent-no-mail',
    { low: 40, high: 48, parts: ['policy', 'subdomains', 'dkim', 'reports'] },
  ],
  [
    'SPF that lets everybody pass makes DMARC worth nothing',
    await spf('v=spf1 +all'),
    'spf-all-pass',
    { low: 41, high: 41, parts: ['policy', 'subdomains', 'spf'] },
  ],
  [
    'a slip beside a policy that a quarantine leaves short gains nothing',
    await dmarc(`v=DMARC1; p=quarantine; sp=quarantine; rau=mailto:b@example.com; ${rua}`),
    'dmarc-tag-misspelt',
    null,
  ],
];

describe('what a repair gains', () => {
  it.each(ROWS)('%s', (_why, change, code, gain) => {
    const assessment = assessed(change);
    const finding = digestOf(assessment, NOW).findings.find((each) => each.code === code);
    if (!finding) throw new Error(`Nobody finds ${code}.`);
    expect(gainOf(finding, scoreFor({ assessment, now: NOW }))).toEqual(gain);
    expect(gainOf(finding, null)).toBeNull();
  });
});

/** Every finding that there is, as grave as its table says, by the mechanism in whose table it stands. */
const ALL = MECHANISMS.flatMap(({ name, problems }) =>
  Object.entries(problems).map(([code, { severity, source }]) => ({
    code: code as ProblemCode,
    severity,
    source,
    parameters: {},
    mechanism: name,
  })),
) as readonly OwnedFinding[];

/** Names of codes; `errors of x`: all of that mechanism by which something does not work; `fragile`: what only some senders read. */
type Causes = readonly string[];
const NO_DANE: Causes = [
  'dane-mx-insecure',
  'dane-partial',
  'dane-tlsa-insecure',
  'dane-tlsa-alias-insecure',
  'dane-tlsa-misplaced',
  'errors of dane',
];
const NO_TLS: Causes = [
  'sts-absent',
  'dane-without-sts',
  'mx-uncovered-testing',
  'errors of mta-sts',
  ...NO_DANE,
];
const ALL_PASS: Causes = [
  'spf-all-pass',
  'spf-all-pass-but',
  'spf-include-all-pass',
  'spf-range-enormous',
  'spf-include-range-enormous',
  'spf-exists-always',
  'spf-name-theirs',
];
const NOTHING_ASKED: Causes = [
  'dmarc-policy-none',
  'dmarc-policy-none-unread',
  'dmarc-p-missing',
  'dmarc-p-invalid',
  'dmarc-sp-invalid',
  'dmarc-np-invalid',
  'dmarc-testing',
];
const LESS_ASKED: Causes = [
  'dmarc-sp-none',
  'dmarc-np-none',
  'dmarc-sp-weaker',
  'dmarc-np-weaker',
  'dmarc-testing',
];
const LOST: Causes = [
  'dmarc-report-unauthorised',
  'dmarc-report-redirect-other-host',
  'dmarc-report-no-mx',
  'dmarc-report-null-mx',
  'dmarc-rua-scheme-missing',
  'dmarc-rua-invalid',
  'dmarc-rua-scheme',
  'dmarc-rua-skipped',
];
const NO_MAIL: Causes = ['dmarc-absent-no-mail', 'dmarc-no-mail-not-reject'];

const WHY: readonly (readonly [part: ScorePart, outcome: string, causes: Causes])[] = [
  ['tls', 'refused', ['errors of mta-sts', 'errors of dane', 'mx-uncovered-no-address']],
  ['tls', 'held', ['errors of dane', 'errors of dnssec', 'errors of mta-sts']],
  ['tls', 'unreachable', ['errors of mx', 'errors of dnssec', ...NO_TLS]],
  ['tls', 'unverified', NO_TLS],
  ['tls', 'none', NO_TLS],
  ['tls', 'testing', ['policy-mode-testing', ...NO_DANE]],
  ['tls', 'faulty', ['fragile', 'errors of dane']],
  [
    'tls',
    'unknown',
    [
      'errors of mta-sts',
      'errors of mx',
      'policy-timeout',
      'policy-unreachable',
      'policy-mode-testing',
      ...NO_DANE,
    ],
  ],
  ['lasts', 'none', [...NO_TLS, 'errors of mx', 'errors of dane', 'errors of dnssec']],
  ['lasts', 'day', []],
  ['lasts', 'short', ['policy-max-age-zero', 'policy-max-age-below-day']],
  ['lasts', 'unknown', ['errors of mta-sts']],
  ['signed', 'insecure', ['dane-mx-insecure']],
  ['signed', 'bogus', ['errors of dnssec', 'dane-mx-bogus']],
  ['policy', 'absent', ['dmarc-absent', 'dmarc-absent-no-mail']],
  ['policy', 'invalid', ['errors of dmarc']],
  ['policy', 'none', NOTHING_ASKED],
  ['policy', 'watched', [...NOTHING_ASKED, ...ALL_PASS]],
  ['policy', 'open', ALL_PASS],
  ['policy', 'quarantine', ['dmarc-testing', 'dmarc-no-mail-not-reject']],
  ['policy', 'unknown', [...NOTHING_ASKED, ...ALL_PASS, 'errors of dmarc', 'dmarc-no-mail-not-reject']],
  ['subdomains', 'absent', ['errors of dmarc', 'dmarc-absent-no-mail']],
  ['subdomains', 'none', [...NOTHING_ASKED, ...LESS_ASKED]],
  ['subdomains', 'weaker', LESS_ASKED],
  ['subdomains', 'open', ALL_PASS],
  ['spf', 'absent', ['errors of spf', 'spf-absent-no-mail', 'spf-near-miss-beside']],
  ['spf', 'too-many', ['errors of spf']],
  ['spf', 'broken', ['errors of spf']],
  ['spf', 'open', ALL_PASS],
  [
    'spf',
    'neutral',
    ['spf-all-neutral', 'spf-all-missing', 'spf-end-neutral', 'spf-redirect-ignored', 'spf-modifier-meant'],
  ],
  ['spf', 'unknown', ['errors of spf']],
  ['dkim', 'forgeable', ['errors of dkim']],
  ['dkim', 'weak', ['dkim-key-too-short']],
  ['dkim', 'testing', ['dkim-testing']],
  ['dkim', 'none', ['dkim-none', ...NO_MAIL]],
  ['dkim', 'unknown', ['errors of dkim', ...NO_MAIL]],
  ['reports', 'none', ['errors of dmarc', 'dmarc-rua-missing', 'dmarc-absent-no-mail']],
  ['reports', 'lost', LOST],
  ['reports', 'unknown', LOST],
  ['tlsrpt', 'none', ['errors of tlsrpt', 'tlsrpt-absent']],
];

describe('why a part earns no more', () => {
  const row = (part: ScorePart, outcome: string, low = 0, most = 9): ScoreRow => ({
    part,
    outcome,
    low,
    high: most,
    most,
    sum: SCORE_PARTS[part].sum,
    source: '',
  });
  const isOf = (finding: OwnedFinding, cause: string): boolean => {
    if (cause === 'fragile') return isFragile(finding);
    const isGrave = finding.severity === 'error' || finding.severity === 'critical';
    return cause === finding.code || (isGrave && cause === `errors of ${finding.mechanism}`);
  };

  it.each(WHY)('%s: %s', (part, outcome, causes) => {
    const found = ALL.filter((finding) => isCauseOf(finding, row(part, outcome)));
    const wanted = ALL.filter((finding) => causes.some((cause) => isOf(finding, cause)));
    expect(found.map(({ code }) => code)).toEqual(wanted.map(({ code }) => code));
    for (const cause of causes)
      expect(
        ALL.some((finding) => isOf(finding, cause)),
        cause,
      ).toBe(true);
  });

  it('is nobody\u2019s fault where it earns all of it', () => {
    expect(ALL.filter((finding) => isCauseOf(finding, row('tls', 'none', 9)))).toEqual([]);
    expect(ALL.filter((finding) => isCauseOf(finding, row('tls', 'verified')))).toEqual([]);
  });
});

describe('what can be gained', () => {
  const score = scoreFor({ assessment: assessed(), now: NOW })!;
  const absent = ALL.find(({ code }) => code === 'sts-absent')!;
  const withRow = (change: Partial<ScoreRow>, total: { low: number; high: number }) => ({
    ...score,
    ...total,
    rows: [
      { ...score.rows.find(({ part }) => part === 'tls')!, outcome: 'none', low: 0, most: 30, ...change },
    ],
  });

  it.each<[why: string, row: Partial<ScoreRow>, total: { low: number; high: number }, gain: Gain | null]>([
    ['all that is missing', { high: 0 }, { low: 40, high: 40 }, { low: 30, high: 30, parts: ['tls'] }],
    [
      'a range, where it may be there already',
      { high: 30 },
      { low: 40, high: 70 },
      { low: 0, high: 30, parts: ['tls'] },
    ],
    [
      'no more than the score lacks',
      { high: 0 },
      { low: 90, high: 90 },
      { low: 10, high: 10, parts: ['tls'] },
    ],
    [
      'no more than it surely lacks',
      { high: 0 },
      { low: 80, high: 90 },
      { low: 10, high: 20, parts: ['tls'] },
    ],
    ['nothing where it lacks nothing', { high: 0 }, { low: 100, high: 100 }, null],
  ])('%s', (_, row, total, gain) => {
    expect(gainOf(absent, withRow(row, total))).toEqual(gain);
  });
});
