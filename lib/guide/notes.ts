import type { Assessment } from '../assessment.ts';
import { isNeverAsked, MAX_NAME_LENGTH, parseDomainName } from '../domain-name.ts';
import { type Choices, MIN_ENFORCE_MAX_AGE_SECONDS } from './choices.ts';
import type { GuideNoteCode, Parameters } from './codes.ts';
import { SAFE_POLICY_BYTES } from './policy-file.ts';

/** Something that the owner should know about a proposal, and that does not stand in its way. */
export interface GuideNote {
  readonly code: GuideNoteCode;
  readonly parameters: Parameters;
}

/** A TXT value of so many octets still fits an answer of 512 over UDP (RFC 1035 §4.2.1), unless the name is long. */
const SAFE_RECORD_OCTETS = 450;

/**
 * The notes of a proposal: about the servers, the sizes of the file and of the TLSRPT record, max_age, and what is handed
 * over to a provider.
 */
export function notesOf(
  assessment: Assessment,
  { mode, maxAgeSeconds }: Choices,
  text: string,
  shortestText: string,
  rua: readonly string[],
  tlsrpt: string,
): GuideNote[] {
  const notes: GuideNote[] = [];
  const add = (code: GuideNoteCode, parameters: Parameters = {}) => notes.push({ code, parameters });
  if (mode !== 'none') addServerNotes(assessment, add);
  const kilobytes = Math.ceil(text.length / 1024);
  if (text.length > SAFE_POLICY_BYTES) {
    const helps = shortestText.length <= SAFE_POLICY_BYTES;
    add(helps ? 'policy-large-wildcards-help' : 'policy-large', { kilobytes });
  }
  if (mode === 'enforce' && maxAgeSeconds < MIN_ENFORCE_MAX_AGE_SECONDS)
    add('max-age-below-week', { seconds: maxAgeSeconds });
  const { policy } = assessment;
  const isTried = policy.state === 'found' && policy.value.mode !== 'none';
  if (mode === 'enforce' && !isTried && policy.state !== 'unavailable') add('enforce-without-trial');
  addRecordNotes(assessment, add);
  if (tlsrpt.length > SAFE_RECORD_OCTETS) add('tlsrpt-large', { octets: tlsrpt.length, count: rua.length });
  return notes;
}

type Add = (code: GuideNoteCode, parameters?: Parameters) => void;

function addServerNotes({ mx }: Assessment, add: Add): void {
  if (mx.state !== 'found') return;
  if (mx.nullPreferences.length > 0) add('mx-null-beside-others');
  for (const { name: host, address, aliasOf } of mx.hosts) {
    if (mx.implicit) add('mx-implicit', { host });
    const name = parseDomainName(host);
    if (name && isNeverAsked(name)) add('mx-local-name', { host });
    else if (address === 'absent') add('mx-no-address', { host });
    else if (address === 'unavailable') add('mx-address-unknown', { host });
    if (aliasOf !== null) add('mx-alias', { host, target: aliasOf });
  }
}

function addRecordNotes({ policyDomain, stsRecord, policyHost, tlsrpt }: Assessment, add: Add): void {
  const parts = [
    ['record-delegated', stsRecord],
    ['host-delegated', policyHost],
    ['tlsrpt-delegated', tlsrpt],
  ] as const;
  for (const [code, facts] of parts) {
    const target = 'aliases' in facts ? facts.aliases.at(-1) : undefined;
    if (target !== undefined) add(code, { target });
  }
  // Some senders join all TXT of the name, or give up at more than one.
  const count = 'texts' in stsRecord ? stsRecord.texts.length : 0;
  if (count > 1 || (count === 1 && stsRecord.state !== 'found')) add('record-texts-to-remove', { count });
  const reports = 'texts' in tlsrpt ? tlsrpt.texts.length : 0;
  if (reports > 1 || (reports === 1 && tlsrpt.state !== 'found'))
    add('tlsrpt-texts-to-remove', { count: reports });
  if (`_smtp._tls.${policyDomain}`.length > MAX_NAME_LENGTH) add('tlsrpt-name-too-long');
}
