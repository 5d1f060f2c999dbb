import type { Assessment } from '../assessment.ts';
import type { GuideNote } from './notes.ts';
import type { Proposal } from './proposal.ts';

/**
 * What the owner should know about the places where the proposal goes, by what stands there now: a name that is handed over to a
 * provider, and what has to go, since a second record makes both unusable (RFC 8461 §3.1, RFC 8460 §3). Pure.
 */
export function liveNotesOf({ stsRecord, policyHost, tlsrpt }: Assessment, proposal: Proposal): GuideNote[] {
  const host = targetOf(policyHost);
  return [
    ...(host === undefined ? [] : [{ code: 'host-delegated', parameters: { target: host } } as const]),
    ...recordNotes('record', stsRecord, proposal.record.value),
    ...recordNotes('tlsrpt', tlsrpt, proposal.tlsrpt?.value),
  ];
}

function recordNotes(
  kind: 'record' | 'tlsrpt',
  facts: Assessment['stsRecord' | 'tlsrpt'],
  proposed: string | undefined,
): GuideNote[] {
  const target = targetOf(facts);
  // Beside an alias nothing can be added.
  if (target !== undefined) return [{ code: `${kind}-delegated`, parameters: { target } }];
  const texts = 'texts' in facts ? facts.texts : [];
  const [text] = texts;
  // Some senders join all TXT of the name, or give up at more than one.
  if (texts.length > 1) return [{ code: `${kind}-texts-to-remove`, parameters: { count: texts.length } }];
  return text === undefined || text === proposed ? [] : [{ code: `${kind}-replace`, parameters: { text } }];
}

function targetOf(facts: Assessment['stsRecord' | 'tlsrpt' | 'policyHost']): string | undefined {
  return 'aliases' in facts ? facts.aliases.at(-1) : undefined;
}
