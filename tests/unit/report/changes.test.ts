import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { changesBetween, countOf, type Changes, type TitleOf } from '../../../lib/report/changes.ts';
import {
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { gathered, type Prepared } from '../../support/dmarc.ts';
import { assessed } from '../../support/scored.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { NOW } from '../../support/time.ts';

const dmarc = async (text: Prepared, more: Readonly<Record<string, Prepared>> = {}) =>
  (await gathered('example.com', { '_dmarc.example.com': text, 'example.com MX': ['mx'], ...more })).parts;
const spf = async (text: string) => ({ spf: await spfFactsOf({ 'example.com': text }) });
const enforce = (...lines: readonly string[]): Partial<Assessment> => ({
  policy: policyOf(policyText('enforce', ...lines)),
});
const abroad = ['v=DMARC1; p=reject; rua=mailto:a@x.test'];
const atX = { 'x.test MX': ['mx.x.test'] };

/** Everything that differs, in a word each. */
function told(before: Partial<Assessment>, after: Partial<Assessment>): string[] {
  const { score, rows, values, findings, isPartial } = changes(before, after);
  return [
    ...(score ? [`score ${score.from} to ${score.to}`] : []),
    ...rows.map((row) => {
      const ends = [...('from' in row ? [row.from] : []), ...('to' in row ? [row.to] : [])];
      return `${row.kind} ${row.name} ${ends.join(' to ')}`;
    }),
    ...values.map(({ name, from, to }) => `value ${name} ${JSON.stringify(from)} to ${JSON.stringify(to)}`),
    ...findings.map(({ kind, finding }) => `${kind} ${finding.code}`),
    ...(isPartial ? ['partial'] : []),
  ];
}

function changes(before: Partial<Assessment>, after: Partial<Assessment>): Changes {
  const titleOf: TitleOf = ({ code, parameters }) => JSON.stringify([code, parameters]);
  return changesBetween(assessed(before), assessed(after), NOW, titleOf);
}

const ROWS: readonly (readonly [
  what: string,
  before: Partial<Assessment>,
  after: Partial<Assessment>,
  told: readonly string[],
])[] = [
  ['nothing where nothing did', {}, {}, []],
  [
    'a policy of DMARC that is tightened: its word, its faults and the points',
    await dmarc(['v=DMARC1; p=none; rua=mailto:a@example.com']),
    await dmarc(['v=DMARC1; p=reject; rua=mailto:a@example.com']),
    ['score 59–67 to 88–96', 'changed dmarc none to reject', 'gone dmarc-policy-none'],
  ],
  [
    'the mode and how long it lasts',
    { policy: policyOf(policyText('testing', 'mx: mail.example.com').replace('1209600', '3600')) },
    enforce('mx: mail.example.com'),
    [
      'score 63–71 to 88–96',
      'changed mta-sts testing to enforced',
      'value mode "testing" to "enforce"',
      'value maxAgeSeconds 3600 to 1209600',
      'gone policy-mode-testing',
    ],
  ],
  [
    'what was set up',
    { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() },
    {},
    [
      'score 52–60 to 88–96',
      'changed mta-sts absent to enforced',
      'changed tlsrpt absent to reported',
      'gone sts-absent',
    ],
  ],
  [
    'the same fault with other values is still there, and not gone',
    await spf('v=spf1 ip4:192.0.2.1 nonsense -all'),
    await spf('v=spf1 ip4:192.0.2.1 rubbish -all'),
    ['differs spf-unknown-mechanism'],
  ],
  [
    'a part that could not be asked now is not gone, and neither are its faults',
    await dmarc(['v=DMARC1; p=none']),
    await dmarc('timeout'),
    ['score 48–56 to 48–96', 'unknown dmarc none', 'unseen dmarc-policy-none-unread', 'partial'],
  ],
  [
    'a part that could not be asked then did not change, and its faults are not new',
    await dmarc('timeout'),
    await dmarc(['v=DMARC1; p=none']),
    ['score 48–96 to 48–56', 'known dmarc none', 'seen dmarc-policy-none-unread', 'partial'],
  ],
  [
    'a detail that could not be asked: nobody knows whether its fault is gone',
    await dmarc(abroad, atX),
    await dmarc(abroad, { ...atX, 'example.com._report._dmarc.x.test': 'timeout' }),
    ['score 83–91 to 83–96', 'unseen dmarc-report-unauthorised', 'partial'],
  ],
  [
    'what depends on a part that could not be asked is not gone either',
    { mx: noMail('null-mx'), ...(await spf('v=spf1 ip4:192.0.2.1 -all')) },
    { mx: unknown(), ...(await spf('v=spf1 ip4:192.0.2.1 -all')) },
    [
      'score 92–100 to 52–100',
      'unknown mta-sts enforced',
      'unknown mx null',
      'unseen mx-null-with-policy',
      'unseen spf-null-mx-senders',
      'partial',
    ],
  ],
  [
    'what could be asked neither then nor now says nothing, and nothing is claimed of it',
    { policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    { policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    ['partial'],
  ],
  [
    'a new fault: a server more than the policy has',
    {},
    { mx: mxOf(host('mail.example.com'), host('b.example.net', 20)) },
    [
      'score 88–96 to 53–61',
      'changed mta-sts enforced to uncovered-some',
      'value coverage {"covered":1,"total":1} to {"covered":1,"total":2}',
      'new mx-backup-uncovered',
    ],
  ],
];

describe('what changed between two checks', () => {
  it.each(ROWS)('%s', (_what, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('counts each thing once, and says since when', () => {
    const change = changes({}, { tlsrpt: tlsrptRecord() });
    expect(countOf(change)).toBe(
      (change.score ? 1 : 0) + change.rows.length + change.values.length + change.findings.length,
    );
    expect(change.since).toBe(assessed().finishedAt);
  });
});
