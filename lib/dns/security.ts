import type { DnsFailure, Lookup, LookUp, RecordData, RecordType } from './lookup.ts';

export const SECURITY_STATES = ['secure', 'insecure', 'bogus', 'unavailable'] as const;

/**
 * What DNSSEC says of an answer (RFC 4035 §4.3). Today the AD bit of the resolver says it; a validator of our own can fill the same four states later.
 * `insecure` is as the resolver says it: whether it validates at all is another question (validation-habit.ts).
 */
export type Security =
  | { readonly state: 'secure' | 'insecure' }
  /** The data is there, and fails validation. `detail` has the resolver's own words (RFC 8914), or null. */
  | { readonly state: 'bogus'; readonly detail: string | null }
  | { readonly state: 'unavailable'; readonly reason: DnsFailure; readonly detail: string | null };

/** An answer with what DNSSEC says of it. */
export interface Secured<T> {
  readonly answer: Lookup<T>;
  readonly security: Security;
  /** What the name has when nobody validates: asked only where the resolver failed; null where it is not known. */
  readonly unvalidated: 'found' | 'absent' | null;
}

/**
 * Asks a question, and where the resolver failed (SERVFAIL) asks once more with CD=1: if there is an answer then, it was validation that failed, and the
 * answer is bogus, unless the resolver shows that it was something else; otherwise the servers are broken (RFC 4035 §3.2.2, §4.7). Never rejects.
 */
export async function lookUpSecured<T extends RecordType>(
  name: string,
  type: T,
  lookUp: LookUp,
): Promise<Secured<RecordData[T]>> {
  const answer = await lookUp(name, type);
  if (answer.state !== 'unavailable')
    return { answer, security: { state: answer.authentic ? 'secure' : 'insecure' }, unvalidated: null };
  const { reason, detail } = answer;
  const isFailure = reason === 'servfail' || reason === 'dnssec-bogus';
  const again = isFailure ? await lookUp(name, type, 'unchecked') : null;
  const unvalidated = again === null ? null : stateWithout(again);
  const isBogus = again !== null && unvalidated !== null && !hasOtherCause(detail) && !isValid(again);
  return {
    answer,
    // The resolver's word (EDE) is enough, whatever comes of the second question.
    security:
      reason === 'dnssec-bogus' || isBogus
        ? { state: 'bogus', detail }
        : { state: 'unavailable', reason, detail },
    unvalidated,
  };
}

/** The resolver says that it did not get through, or was not ready (RFC 8914 §4): of signatures it knows nothing then, and a second question may get through. */
function hasOtherCause(detail: string | null): boolean {
  return /\bEDE (?:14|22|23)\b/.test(detail ?? '');
}

/** AD beside CD: the data has been validated, so that something else failed before. */
function isValid(again: Lookup<unknown>): boolean {
  return again.state !== 'unavailable' && again.authentic;
}

/** A no without an SOA is an answer all the same: here it is only about whether the servers answer. */
function stateWithout(again: Lookup<unknown>): 'found' | 'absent' | null {
  if (again.state !== 'unavailable') return again.state;
  return again.reason === 'unproven' ? 'absent' : null;
}

/**
 * The same, compared with whether the resolver validates. One that does not cannot have failed at it: that there was an answer with CD was chance, and
 * what is left is that it failed. Where the resolver itself speaks of validation, it counts as one that validates. Pure.
 */
export function believedOf(security: Security, validates: boolean | null): Security {
  if (security.state !== 'bogus' || validates !== false) return security;
  return { state: 'unavailable', reason: 'servfail', detail: security.detail };
}

/**
 * True where the resolver answered that it failed. Senders that validate do not get further there. What the network between us and the resolver lost
 * is not meant. Pure.
 */
export function isFailing(security: Security): boolean {
  return security.state === 'bogus' || (security.state === 'unavailable' && security.reason === 'servfail');
}

/** What is wrong with the signatures of an answer, where the resolver names it. */
export type ValidationFault = 'expired' | 'future' | 'key' | 'missing' | 'denial';

/** The extended errors of a failed validation (RFC 8914 §4) that name the fault. */
const FAULTS: Readonly<Record<string, ValidationFault>> = {
  7: 'expired',
  8: 'future',
  9: 'key',
  10: 'missing',
  12: 'denial',
};

/** The first fault that the words of a resolver name; null where they name none. Pure. */
export function faultIn(detail: string): ValidationFault | null {
  const said = Array.from(detail.matchAll(/EDE (\d+)/g), ([, code = '']) => FAULTS[code]);
  return said.find((fault) => fault !== undefined) ?? null;
}

/** Why there is no answer, as a code with a sentence; null where there is one. Pure. */
export function failureOf(security: Security): DnsFailure | null {
  if (security.state === 'bogus') return 'dnssec-bogus';
  return security.state === 'unavailable' ? security.reason : null;
}
