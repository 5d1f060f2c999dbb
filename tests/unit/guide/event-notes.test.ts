import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { notesOfEvents } from '../../../lib/guide/event-notes.ts';
import type { NoPlan, Plan } from '../../../lib/guide/plan.ts';
import { removalPlan } from '../../../lib/guide/plan-removal.ts';
import { rollOutPlan } from '../../../lib/guide/plan-roll-out.ts';
import { assessmentOf, failedFetch, stsRecord, tlsrptRecord } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const found = (facts: Assessment['stsRecord'], ...texts: readonly string[]): Partial<Assessment> => {
  if (facts.state !== 'found' && facts.state !== 'absent' && facts.state !== 'invalid') throw new Error();
  return { stsRecord: { ...facts, beside: { state: 'answered', texts, aliases: [] } } };
};
const OURS = 'v=STSv1; id=1';
const NO_FILE = {
  policy: { state: 'absent' },
  policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }),
} as const;

/** The events that have notes, with the codes of these; and the rest. */
function shown(plan: Plan | NoPlan, assessment: Assessment): string[] {
  if (plan.state === 'no-plan') throw new Error(plan.reason);
  const notes = notesOfEvents(plan, assessment);
  return plan.events.map((event) =>
    [event.code, ...(notes.get(event) ?? []).map(({ code }) => code)].join(' '),
  );
}

describe('the dates of a plan say what is replaced, at the first event that publishes a record', () => {
  it.each<[why: string, change: Partial<Assessment>, events: string[]]>([
    [
      'a record of the name',
      found(stsRecord(OURS)),
      ['publish-none', 'change-id record-replace', 'remove-record-assumed', 'remove-file'],
    ],
    [
      'a record beside texts of others, which stay',
      found(stsRecord(OURS, 'v=spf1 -all')),
      ['publish-none', 'change-id record-replace record-texts-stay', 'remove-record-assumed', 'remove-file'],
    ],
    [
      'a record by a wildcard, which would announce the policy again at the end',
      found(stsRecord(OURS), OURS),
      [
        'publish-none',
        'change-id record-wildcard',
        'remove-record-assumed',
        'remove-wildcard-text',
        'remove-file',
      ],
    ],
    [
      'a record of the name before a wildcard with another one: that would be answered then',
      found(stsRecord(OURS), 'v=STSv1; id=0'),
      [
        'publish-none',
        'change-id record-replace',
        'remove-record-assumed',
        'remove-wildcard-text',
        'remove-file',
      ],
    ],
    [
      'a broken record',
      { ...found(stsRecord('v=STSv1; id=a-b')), policy: { state: 'absent' } },
      ['publish-none', 'replace-record record-replace', 'remove-record-assumed', 'remove-file'],
    ],
  ])('removal: %s', (_, change, events) => {
    const assessment = assessmentOf(change);
    expect(shown(removalPlan(assessment, NOW), assessment)).toEqual(events);
  });

  it('roll-out: both records, each with what stands at its own name', () => {
    const assessment = assessmentOf({
      ...found(stsRecord('v=spf1 -all'), 'v=spf1 -all'),
      ...NO_FILE,
      tlsrpt: tlsrptRecord('token=1'),
    });
    expect(shown(rollOutPlan(assessment, NOW), assessment).slice(0, 2)).toEqual([
      'publish-tlsrpt tlsrpt-texts-stay',
      'publish-testing record-wildcard',
    ]);
  });
});
