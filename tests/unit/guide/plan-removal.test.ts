import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { greatestKnownMaxAge, NONE_GREATER, removalPlan } from '../../../lib/guide/plan-removal.ts';
import type { RememberedPolicy } from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { assessmentOf, name, policyOf, stsRecord, unknown } from '../../support/assessments.ts';
import { lines } from '../../support/reading.ts';
import { DAY_MS, NOW } from '../../support/time.ts';

const HOUR = 3600 * 1000;
const text = (mode: string, days: number) =>
  lines('version: STSv1', `mode: ${mode}`, `max_age: ${days * 86400}`, 'mx: mail.example.com');
const live = (mode: string, days: number) => ({ policy: policyOf(text(mode, days)) });
const remembered = (
  mode: 'enforce' | 'testing' | 'none',
  days: number,
  fetchedAt = NOW - DAY_MS,
): RememberedPolicy => ({
  policyDomain: name('example.com'),
  policyId: '20260501',
  policyText: text(mode, days),
  maxAgeSeconds: days * 86400,
  fetchedAt,
  mediaType: 'text/plain',
  mode,
  replaced: null,
});
const GONE = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;

/** The events, each as its code and how long after now, in days and hours. */
function eventsOf(change: Partial<Assessment>, told: number | null = null): string[] | string {
  const plan = removalPlan(assessmentOf(change), NOW, told);
  if (plan.state === 'no-plan') return plan.reason;
  expect(plan).toMatchObject({ state: 'planned', kind: 'remove' });
  return plan.events.map(({ code, at }) => `${code} ${(at - NOW) / HOUR} h`);
}
const after = (days: number, hours = 0) => days * 24 + hours;

describe('removalPlan', () => {
  it.each<[string, Partial<Assessment>, number | null, string[] | string]>([
    [
      'the policy first, then the id, then what was served last runs out, then record and file (RFC 8461 §8.3)',
      live('enforce', 14),
      NONE_GREATER,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record ${after(14, 1)} h`,
        `remove-file ${after(15, 1)} h`,
      ],
    ],
    [
      'an older policy with a greater max_age is waited for',
      { ...live('enforce', 14), remembered: remembered('enforce', 100) },
      NONE_GREATER,
      ['publish-none 0 h', 'change-id 1 h', `remove-record ${after(100)} h`, `remove-file ${after(101)} h`],
    ],
    [
      'the same policy is no other one',
      { ...live('enforce', 14), remembered: remembered('enforce', 14) },
      NONE_GREATER,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record ${after(14, 1)} h`,
        `remove-file ${after(15, 1)} h`,
      ],
    ],
    [
      'a text that is no policy is held by nobody',
      {
        ...live('enforce', 14),
        remembered: { ...remembered('enforce', 100), policyText: 'mode: enforce' },
      },
      NONE_GREATER,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record ${after(14, 1)} h`,
        `remove-file ${after(15, 1)} h`,
      ],
    ],
    [
      'nobody knows what was published before the live policy: the longest that there can be, not the live one',
      live('enforce', 14),
      null,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record-assumed ${after(365.25, 1)} h`,
        `remove-file ${after(366.25, 1)} h`,
      ],
    ],
    [
      'nor what was published before the one that was seen here',
      { ...live('none', 1), remembered: remembered('enforce', 30) },
      null,
      [`remove-record-assumed ${after(365.25)} h`, `remove-file ${after(366.25)} h`],
    ],
    [
      'what the owner knows to have published',
      live('enforce', 14),
      90 * 86400,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record ${after(90, 1)} h`,
        `remove-file ${after(91, 1)} h`,
      ],
    ],
    [
      'a max_age beyond the RFC is a year to senders',
      live('enforce', 1000),
      NONE_GREATER,
      [
        'publish-none 0 h',
        'change-id 1 h',
        `remove-record ${after(365.25, 1)} h`,
        `remove-file ${after(366.25, 1)} h`,
      ],
    ],
    [
      'a short one is still held by resolvers for a day',
      live('testing', 0),
      NONE_GREATER,
      ['publish-none 0 h', 'change-id 1 h', 'remove-record 25 h', 'remove-file 49 h'],
    ],
    [
      'the record is gone while senders hold the policy: it comes back first',
      { ...GONE, remembered: remembered('enforce', 30) },
      NONE_GREATER,
      [
        'publish-none 0 h',
        'restore-record 1 h',
        `remove-record ${after(30, 1)} h`,
        `remove-file ${after(31, 1)} h`,
      ],
    ],
    ['the record is gone and nobody holds anything', GONE, null, 'nothing-published'],
    [
      'what was seen here has run out',
      { ...GONE, remembered: remembered('enforce', 30, NOW - 30 * DAY_MS) },
      null,
      'nothing-published',
    ],
    ['what is held is mode none', { ...GONE, remembered: remembered('none', 30) }, null, 'nothing-published'],
    [
      'what is held is mode none in the place of another text under the same id, which senders hold',
      { ...GONE, remembered: { ...remembered('none', 1, NOW), replaced: remembered('enforce', 30) } },
      NONE_GREATER,
      [
        'publish-none 0 h',
        'restore-record 1 h',
        `remove-record ${after(30, 1)} h`,
        `remove-file ${after(31, 1)} h`,
      ],
    ],
    [
      'already withdrawn, and what was there before is known',
      { ...live('none', 1), remembered: remembered('enforce', 30) },
      NONE_GREATER,
      [`remove-record ${after(30)} h`, `remove-file ${after(31)} h`],
    ],
    [
      'already withdrawn, and nobody knows what was there before: the longest that there can be',
      live('none', 1),
      null,
      [`remove-record-assumed ${after(365.25)} h`, `remove-file ${after(366.25)} h`],
    ],
    [
      'already withdrawn, and the owner knows',
      live('none', 1),
      14 * 86400,
      [`remove-record ${after(14)} h`, `remove-file ${after(15)} h`],
    ],
    [
      'a broken record, with a policy that nobody can know of: the longest that there can be',
      { stsRecord: stsRecord('v=STSv1; id=a-b'), policy: { state: 'absent' } },
      null,
      [
        'publish-none 0 h',
        'replace-record 1 h',
        `remove-record-assumed ${after(365.25, 1)} h`,
        `remove-file ${after(366.25, 1)} h`,
      ],
    ],
    [
      'two records, which are none to senders: one takes their place',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=STSv1; id=2'), policy: { state: 'absent' } },
      14 * 86400,
      [
        'publish-none 0 h',
        'replace-record 1 h',
        `remove-record ${after(14, 1)} h`,
        `remove-file ${after(15, 1)} h`,
      ],
    ],
    ['no answer for the record', { stsRecord: unknown() }, null, 'not-known'],
    ['the policy is not read yet', { policy: { state: 'pending' } }, null, 'not-known'],
  ])('%s', (_, change, told, expected) => {
    expect(eventsOf(change, told)).toEqual(expected);
  });

  it('says that it waits for the longest max_age that is allowed, whatever longer one is live', () => {
    const plan = removalPlan(assessmentOf(live('enforce', 1000)), NOW);
    expect(plan).toMatchObject({
      events: [{}, {}, { code: 'remove-record-assumed', parameters: { seconds: 31557600 } }, {}],
    });
  });

  it('says which max_age it waits for, and begins at a whole minute', () => {
    const plan = removalPlan(assessmentOf(live('enforce', 14)), NOW + 1, NONE_GREATER);
    if (plan.state === 'no-plan') throw new Error(plan.reason);
    expect(plan.events.map(({ parameters }) => parameters)).toEqual([
      { seconds: 86400 },
      {},
      { seconds: 14 * 86400 },
      {},
    ]);
    expect(plan.events[0]?.at).toBe(NOW + 60_000);
  });
});

describe('greatestKnownMaxAge', () => {
  it.each<[string, Partial<Assessment>, number | null]>([
    ['the live one', live('enforce', 14), 14 * 86400],
    [
      'an earlier one that lasts longer',
      { ...live('enforce', 14), remembered: remembered('enforce', 30) },
      30 * 86400,
    ],
    ['mode none is not waited for', live('none', 14), null],
    ['nothing is known', GONE, null],
  ])('%s', (_, change, expected) => {
    expect(greatestKnownMaxAge(assessmentOf(change))).toBe(expected);
  });
});
