/** What a look-up in DNS can come to. */

import type { RecordData, RecordType } from './record-types.ts';

export type { RecordData, RecordType };

export type MxRecord = RecordData['MX'];

/** Why we could not know. Stable codes; each has a sentence. */
export const DNS_FAILURES = [
  'servfail',
  'dnssec-bogus',
  'refused',
  'filtered',
  'unproven',
  'other-rcode',
  'truncated',
  'malformed-message',
  'mismatched-answer',
  'alias-loop',
  'http-status',
  'rate-limited',
  'media-type',
  'too-large',
  'timeout',
  'network',
  'never-asked',
  'budget',
  'not-permitted',
] as const;

export type DnsFailure = (typeof DNS_FAILURES)[number];

interface Answered {
  /** The names that CNAME records led to, in order; empty where the name itself was answered. */
  readonly aliases: readonly string[];
  /** Every answer on the way was validated by the resolver. */
  readonly authentic: boolean;
  /** How long the answer may be kept: the smallest TTL on the way, less the age of the response. */
  readonly ttlSeconds: number;
}

export type Lookup<T> =
  | ({ readonly state: 'found'; readonly records: readonly T[] } & Answered)
  | ({ readonly state: 'absent'; readonly reason: 'nxdomain' | 'nodata' } & Answered)
  | Unknown;

export interface Unknown {
  readonly state: 'unavailable';
  readonly reason: DnsFailure;
  /** The RCODE, HTTP status or the resolver's own words (RFC 8914, Retry-After), or null. */
  readonly detail: string | null;
}

/**
 * Asks one question and follows aliases. `unchecked` asks for what fails the resolver's validation too (CD, RFC 4035 §3.2.2), to tell why there was no
 * answer; such an answer proves nothing.
 *
 * It must end, since nobody waits with a clock of his own, and should not reject: what it does not know is `unavailable`. Names, asked and answered, have no
 * final dot, and the root is `""`; the strings of a TXT come joined. One of your own, such as a table, is written `(async (name, type) => …) as LookUp`,
 * since TypeScript does not see that the records are of the type that was asked for.
 */
export type LookUp = <T extends RecordType>(
  name: string,
  type: T,
  how?: 'unchecked',
) => Promise<Lookup<RecordData[T]>>;
