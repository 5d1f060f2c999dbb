import type { Assessment } from '../check/assessment.ts';
import { REPORT_KINDS, type PlanEventCode } from './codes.ts';
import { recordNotes } from './live-notes.ts';
import type { GuideNote } from './notes.ts';
import type { Plan, PlanEvent } from './plan.ts';

/** The events that publish an MTA-STS record. */
const OF_RECORD: ReadonlySet<PlanEventCode> = new Set([
  'publish-testing',
  'step-back',
  'publish-repair',
  'publish-repair-testing',
  'repair-record',
  'publish-record',
  'publish-enforce',
  'lengthen-max-age',
  'change-id',
  'restore-record',
  'replace-record',
]);

/**
 * What to replace and what to leave alone, at the first event of a plan that publishes each record: later ones find what that one has
 * published. Pure.
 */
export function notesOfEvents(
  { events }: Plan,
  assessment: Assessment,
): ReadonlyMap<PlanEvent, readonly GuideNote[]> {
  const record = events.find(({ code }) => OF_RECORD.has(code));
  return new Map([
    ...REPORT_KINDS.flatMap((kind) => {
      const reports = events.find(({ code }) => code === `publish-${kind}`);
      return reports ? [[reports, recordNotes(kind, assessment[kind], undefined)] as const] : [];
    }),
    ...(record ? [[record, recordNotes('record', assessment.stsRecord, undefined)] as const] : []),
  ]);
}
