import type { Assessment } from '../check/assessment.ts';
import { MAX_NAME_LENGTH } from '../names/domain-name.ts';
import { type Choices, MIN_ENFORCE_MAX_AGE_SECONDS } from './choices.ts';
import type { GuideNoteCode, Parameters } from './codes.ts';
import { SAFE_POLICY_BYTES } from './policy-file.ts';
import type { StepName } from './step.ts';

/** Something that the owner should know about a proposal, and that does not stand in its way. */
export interface GuideNote {
  readonly code: GuideNoteCode;
  readonly parameters: Parameters;
}

/** Where each note is read: in the step that it is about, or where the mode is chosen. */
export const NOTE_PLACES: Readonly<Record<GuideNoteCode, StepName | 'mode'>> = {
  'policy-large': 'policy',
  'policy-large-wildcards-help': 'policy',
  'max-age-below-week': 'policy',
  'enforce-without-trial': 'mode',
  'host-delegated': 'hosting',
  'record-delegated': 'record',
  'record-wildcard-alias': 'record',
  'record-alias-unknown': 'record',
  'record-wildcard': 'record',
  'record-unknown-origin': 'record',
  'record-replace': 'record',
  'record-remove': 'record',
  'record-texts-stay': 'record',
  'record-beside': 'verify',
  'tlsrpt-delegated': 'tlsrpt',
  'tlsrpt-wildcard-alias': 'tlsrpt',
  'tlsrpt-alias-unknown': 'tlsrpt',
  'tlsrpt-wildcard': 'tlsrpt',
  'tlsrpt-unknown-origin': 'tlsrpt',
  'tlsrpt-replace': 'tlsrpt',
  'tlsrpt-remove': 'tlsrpt',
  'tlsrpt-texts-stay': 'tlsrpt',
  'tlsrpt-name-too-long': 'tlsrpt',
  'tlsrpt-large': 'tlsrpt',
};

/** A TXT value of so many octets still fits an answer of 512 over UDP (RFC 1035 §4.2.1), unless the name is long. */
const SAFE_RECORD_OCTETS = 450;

/** The notes of a proposal by itself: about the sizes of the file and of the TLSRPT record, the mode and max_age. */
export function notesOf(
  { policy, policyDomain, stsRecord }: Assessment,
  { mode, maxAgeSeconds }: Choices,
  text: string,
  shortestText: string,
  rua: readonly string[],
  tlsrpt: string,
): GuideNote[] {
  const notes: GuideNote[] = [];
  const add = (code: GuideNoteCode, parameters: Parameters = {}) => notes.push({ code, parameters });
  const kilobytes = Math.ceil(text.length / 1024);
  if (text.length > SAFE_POLICY_BYTES) {
    const helps = shortestText.length <= SAFE_POLICY_BYTES;
    add(helps ? 'policy-large-wildcards-help' : 'policy-large', { kilobytes });
  }
  if (mode === 'enforce' && maxAgeSeconds < MIN_ENFORCE_MAX_AGE_SECONDS)
    add('max-age-below-week', { seconds: maxAgeSeconds });
  // Behind a record that is gone nobody knows whether senders ever tried it.
  const isTried = policy.state === 'found' && policy.value.mode !== 'none' && stsRecord.state !== 'absent';
  if (mode === 'enforce' && !isTried && policy.state !== 'unavailable') add('enforce-without-trial');
  if (`_smtp._tls.${policyDomain}`.length > MAX_NAME_LENGTH) add('tlsrpt-name-too-long');
  if (tlsrpt.length > SAFE_RECORD_OCTETS) add('tlsrpt-large', { octets: tlsrpt.length, count: rua.length });
  return notes;
}
