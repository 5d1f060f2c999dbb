import type { Assessment } from '../check/assessment.ts';
import { MAX_NAME_LENGTH } from '../names/domain-name.ts';
import { type Choices, MIN_ENFORCE_MAX_AGE_SECONDS } from './choices.ts';
import type { ReportName } from '../mechanisms.ts';
import {
  RECORD_NOTES,
  REPORT_KINDS,
  REPORT_NOTES,
  type GuideNoteCode,
  type Parameters,
  type RecordKind,
} from './codes.ts';
import type { DnsRecord } from './dns-record.ts';
import { SAFE_POLICY_BYTES } from './policy-file.ts';
import type { StepName } from './step.ts';

/** Something that the owner should know about a proposal, and that does not stand in its way. */
export interface GuideNote {
  readonly code: GuideNoteCode;
  readonly parameters: Parameters;
}

/** What is about a record is read in its step. */
function placesOf<Kind extends RecordKind, Of extends object>(kinds: readonly Kind[], codes: Of) {
  const all = kinds.flatMap((kind) => Object.keys(codes).map((code) => [`${kind}-${code}`, kind]));
  return Object.fromEntries(all) as { readonly [Code in `${Kind}-${keyof Of & string}`]: Kind };
}

/** Where each note is read: in the step that it is about, or where the mode is chosen. */
export const NOTE_PLACES: Readonly<Record<GuideNoteCode, StepName | 'mode'>> = {
  'policy-large': 'policy',
  'policy-large-wildcards-help': 'policy',
  'max-age-below-week': 'policy',
  'enforce-without-trial': 'mode',
  'host-delegated': 'hosting',
  'record-beside': 'verify',
  ...placesOf<RecordKind, typeof RECORD_NOTES>(['record', ...REPORT_KINDS], RECORD_NOTES),
  ...placesOf(REPORT_KINDS, REPORT_NOTES),
};

/** A TXT value of so many octets still fits an answer of 512 over UDP (RFC 1035 §4.2.1), unless the name is long. */
const SAFE_RECORD_OCTETS = 450;

/** The notes of a proposed policy by itself: about the size of the file, the mode and max_age. */
export function notesOf(
  { policy, stsRecord }: Assessment,
  { mode, maxAgeSeconds }: Choices,
  text: string,
  shortestText: string,
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
  return notes;
}

/** The notes of a proposed record that tells where reports go: about its name and its size. `count` targets are in it. */
export function notesOfReports(
  kind: ReportName,
  { ownerName, value }: Pick<DnsRecord, 'ownerName' | 'value'>,
  count: number,
): GuideNote[] {
  const octets = value.length;
  return [
    ...(ownerName.length > MAX_NAME_LENGTH
      ? [{ code: `${kind}-name-too-long`, parameters: {} } as const]
      : []),
    ...(octets > SAFE_RECORD_OCTETS
      ? [{ code: `${kind}-large`, parameters: { octets, count } } as const]
      : []),
  ];
}
