import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import { questionsSection } from '../../../lib/report/questions.ts';
import { UNSIGNED, assessmentOf } from '../../support/assessments.ts';
import { WORDS, textsOf } from '../../support/words.ts';

const told = (change: Partial<Assessment> = {}) => questionsSection(assessmentOf(change), WORDS);
const partOf = (id: string, change: Partial<Assessment> = {}) =>
  told(change).parts?.find((part) => part.id === id)?.blocks ?? [];
const asked = (change: Partial<Assessment> = {}) => partOf('asked', change).flatMap(textsOf);
const query = {
  name: 'example.com',
  type: 'MX',
  outcome: 'servfail',
  authentic: false,
  startedAfterMs: 5,
  tookMs: 45,
} as const;
const answered = { ...query, type: 'A', outcome: 'NOERROR', authentic: true } as const;

it('of a check it is said when it was, and of whom was asked', () => {
  const says = told().blocks.flatMap(textsOf);
  expect(says).toEqual([
    'Checked 2026-06-01T12:00:00.000Z via Cloudflare, https://cloudflare-dns.com/dns-query.',
  ]);
  expect(told({ unprovenNoes: true }).blocks).toHaveLength(2);
});

describe('the questions', () => {
  it('stand in one table, those of each host together, with what came back and when', () => {
    expect(asked({ queries: [query, answered] })).toEqual([
      'These names left this browser for this check, without cookies and without referrer, to nobody else. It took 180 ms, from 2026-06-01T11:59:59.800Z on.',
      'Asked of cloudflare-dns.com, the resolver that you use. Permission: https://cloudflare-dns.com/*',
      `example.com | MX | the resolver failed (SERVFAIL) | 45 ms, after 5 ms ${500 / 180}+25`,
      `example.com | A | NOERROR AD | 45 ms, after 5 ms ${500 / 180}+25`,
      'Asked of mta-sts.example.com, the policy host, which you allowed for this domain or for all. Permission: https://mta-sts.example.com/*',
      `https://mta-sts.example.com/.well-known/mta-sts.txt | GET | valid policy | 80 ms, after 100 ms ${10_000 / 180}+${8000 / 180}`,
    ]);
    const [, table] = partOf('asked', { queries: [query] });
    expect(table).toMatchObject({
      columns: [{ role: 'head' }, {}, {}, { role: 'number' }],
      rows: [{ isGroup: true }, { class: 'question' }, { isGroup: true }, { class: 'file' }],
    });
  });

  it('say of one that was asked once more that it was without validation, and that nothing was validated', () => {
    const rows = asked({ queries: [answered, { ...answered, isUnchecked: true }], policyFetch: null });
    expect(rows.slice(2, 4).map((row) => row.split(' | ').slice(1, 3))).toEqual([
      ['A', 'NOERROR AD'],
      ['A, again without validation (CD)', 'NOERROR'],
    ]);
  });

  it('may be none', () => {
    expect(asked({ policyFetch: null, policy: { state: 'absent' } })).toEqual([
      say('report.nothingSent'),
      say('report.noFetch'),
    ]);
  });

  it.each<[change: Partial<Assessment>, text: string]>([
    [{}, 'No policy file was requested: the copy fetched 2026-06-01T12:00:00.000Z is still valid.'],
    [{ policy: { state: 'absent' } }, say('report.noFetch')],
  ])('say why no file is among them: %j', (change, text) => {
    const says = asked({ ...change, queries: [query], policyFetch: null });
    expect([says.length, says.at(-1)]).toEqual([4, text]);
  });
});

it.each<{ change: Partial<Assessment>; count: number; why: string }>([
  { change: { dane: { state: 'pending' } }, count: 7, why: 'it was not asked for' },
  { change: { dane: { ...UNSIGNED.dane, validates: false } }, count: 7, why: 'the resolver cannot see it' },
  { change: UNSIGNED, count: 6, why: 'it is seen' },
])('of $count things that no browser sees one is whether DANE applies: $why', ({ change, count }) => {
  const limits = partOf('limits', change).flatMap(textsOf);
  expect(limits).toHaveLength(count);
  expect(limits.includes(say('report.limit.dane'))).toBe(count === 7);
});
