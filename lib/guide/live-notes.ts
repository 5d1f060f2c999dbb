import type { Assessment } from '../check/assessment.ts';
import type { ReportName } from '../mechanisms.ts';
import { REPORT_KINDS, type RecordKind } from './codes.ts';
import type { GuideNote } from './notes.ts';
import { presentOf, textsThatStay } from './present.ts';
import type { Proposal } from './proposal.ts';

/**
 * What the owner should know about the places where the proposal goes, by what stands there now: a name that is handed over to a
 * provider, and how each record is published. Pure.
 */
export function liveNotesOf(
  live: Pick<Assessment, 'stsRecord' | 'policyHost' | ReportName>,
  proposal: Proposal,
): GuideNote[] {
  const { stsRecord, policyHost } = live;
  const host = 'aliases' in policyHost ? policyHost.aliases.at(-1) : undefined;
  const count = textsThatStay('record', stsRecord).length;
  return [
    ...(host === undefined ? [] : [{ code: 'host-delegated', parameters: { target: host } } as const]),
    ...recordNotes('record', stsRecord, proposal.record.value),
    ...REPORT_KINDS.flatMap((kind) => recordNotes(kind, live[kind], proposal[kind]?.value)),
    // It stays, and yet some senders take no record that is not alone.
    ...(count === 0 ? [] : [{ code: 'record-beside', parameters: { count } } as const]),
  ];
}

/**
 * How a record is published without touching anything else at its name. Three cases, never mixed: texts of ours are replaced, each named
 * exactly; texts of others stay, and ours is added beside them; what a wildcard answers stays where it is, and ours is added at the name. Where it
 * is not known which, nothing is said to be replaced.
 */
export function recordNotes(
  kind: RecordKind,
  facts: Assessment['stsRecord' | ReportName],
  proposed: string | undefined,
): GuideNote[] {
  const { origin, target, ours, others } = presentOf(kind, facts);
  if (target !== null) {
    // Beside an alias nothing can be added; a wildcard's is no longer answered once something stands at the name.
    if (origin === null) return [{ code: `${kind}-alias-unknown`, parameters: { target } }];
    const code = origin === 'wildcard' ? (`${kind}-wildcard-alias` as const) : (`${kind}-delegated` as const);
    return [{ code, parameters: { target } }];
  }
  if (origin === 'wildcard') return [{ code: `${kind}-wildcard`, parameters: {} }];
  if (origin === null && ours.length > 0) return [{ code: `${kind}-unknown-origin`, parameters: {} }];
  const isThere = ours.some((text) => text === proposed);
  const old = [...new Set(ours.filter((text) => text !== proposed))];
  return [
    // One is replaced and the rest deleted: a second one would spoil both (RFC 8461 §3.1, RFC 8460 §3).
    ...old.map((text, index): GuideNote => {
      const code = index === 0 && !isThere ? (`${kind}-replace` as const) : (`${kind}-remove` as const);
      return { code, parameters: { text } };
    }),
    ...(others.length === 0
      ? []
      : [{ code: `${kind}-texts-stay`, parameters: { count: others.length } } as const]),
  ];
}
