import type { Assessment } from '../assessment.ts';
import { isMeantAsStsRecord } from '../mta-sts/record.ts';
import { isMeantAsTlsrptRecord } from '../tlsrpt/record.ts';
import type { GuideNote } from './notes.ts';
import type { Proposal } from './proposal.ts';

/**
 * What the owner should know about the places where the proposal goes, by what stands there now: a name that is handed over to a
 * provider, what gives way, since a second record makes both unusable (RFC 8461 §3.1, RFC 8460 §3), and what stays. Pure.
 */
export function liveNotesOf({ stsRecord, policyHost, tlsrpt }: Assessment, proposal: Proposal): GuideNote[] {
  const host = targetOf(policyHost);
  return [
    ...(host === undefined ? [] : [{ code: 'host-delegated', parameters: { target: host } } as const]),
    ...recordNotes('record', stsRecord, isMeantAsStsRecord, proposal.record.value),
    ...recordNotes('tlsrpt', tlsrpt, isMeantAsTlsrptRecord, proposal.tlsrpt?.value),
  ];
}

/**
 * Three cases that are never mixed: what a wildcard answers, which nobody replaces; a record of ours, or what was meant as one, which gives
 * way; and texts of others, which stay whatever we propose.
 */
function recordNotes(
  kind: 'record' | 'tlsrpt',
  facts: Assessment['stsRecord' | 'tlsrpt'],
  isOurs: (text: string) => boolean,
  proposed: string | undefined,
): GuideNote[] {
  if (!('texts' in facts)) return [];
  if (facts.fromWildcard === true) return [{ code: `${kind}-wildcard`, parameters: {} }];
  const ours = facts.texts.filter(isOurs);
  const others = facts.texts.filter((text) => !isOurs(text));
  const target = targetOf(facts);
  // Beside an alias nothing can be added; and what others keep at its target is not for anybody here to change.
  if (target !== undefined) {
    const isElsewhere = ours.length === 0 && others.length > 0;
    return [{ code: isElsewhere ? `${kind}-alias-elsewhere` : `${kind}-delegated`, parameters: { target } }];
  }
  const [text = ''] = ours;
  const [other = ''] = others;
  const notes: GuideNote[] = [];
  if (ours.length > 1) notes.push({ code: `${kind}-several-to-replace`, parameters: { count: ours.length } });
  else if (ours.length === 1 && text !== proposed)
    notes.push({ code: `${kind}-replace`, parameters: { text } });
  if (others.length > 0)
    notes.push({ code: `${kind}-others-stay`, parameters: { count: others.length, text: other } });
  return notes;
}

function targetOf(facts: Assessment['stsRecord' | 'tlsrpt' | 'policyHost']): string | undefined {
  return 'aliases' in facts ? facts.aliases.at(-1) : undefined;
}
