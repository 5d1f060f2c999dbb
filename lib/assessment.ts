import type { DomainName } from './domain-name.ts';
import type { RecordType, Unknown } from './dns/lookup.ts';
import type { Resolver } from './dns/resolver.ts';
import type { PolicyFacts } from './mta-sts/fetch-policy.ts';
import type { StsRecord } from './mta-sts/record.ts';
import type { RememberedPolicy } from './mta-sts/remembered-policy.ts';
import type { MxFacts } from './mx/assess.ts';
import type { Pending, Selected } from './outcome.ts';
import type { TlsrptRecord } from './tlsrpt/record.ts';

/**
 * The facts about one domain, as they were found, and nothing that is concluded from them. JSON all through: it crosses
 * storage and messages.
 */
export interface Assessment {
  readonly schema: typeof ASSESSMENT_SCHEMA;
  readonly policyDomain: DomainName;
  readonly resolver: Pick<Resolver, 'id' | 'name' | 'url'>;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Counts the snapshots of one assessment: news can arrive out of order. */
  readonly revision: number;
  /** Null while something is still pending. */
  readonly finishedAt: number | null;
  readonly mx: Pending | MxFacts;
  readonly stsRecord: Pending | RecordFacts<StsRecord>;
  /** Whether DNS has an address for the policy host; `not-asked` where no policy was to be fetched. */
  readonly policyHost: Pending | PolicyHostFacts;
  readonly policy: Pending | PolicyFacts;
  /** The last valid policy that was read here and may still be in the caches of senders; null where there is none. */
  readonly remembered: RememberedPolicy | null;
  readonly tlsrpt: Pending | RecordFacts<TlsrptRecord>;
  /** Every question that was sent, in order of its answer. */
  readonly queries: readonly Query[];
  /** The last request to the policy host, however it ended; null where none was sent. */
  readonly policyFetch: Span | null;
}

/** When something happened in the course of an assessment. */
export interface Span {
  /** Counted from `startedAt` of the assessment. */
  readonly startedAfterMs: number;
  readonly tookMs: number;
}

export const ASSESSMENT_SCHEMA = 1;

/** What is known of a record: which one counts, and the whole RRset as evidence. */
export type RecordFacts<T> = (Selected<T> & Evidence) | Unknown;

export interface Evidence {
  readonly texts: readonly string[];
  readonly aliases: readonly string[];
  readonly authentic: boolean;
  readonly ttlSeconds: number;
}

export type PolicyHostFacts =
  | { readonly state: 'not-asked' }
  | { readonly state: 'found' | 'absent'; readonly aliases: readonly string[] }
  | Unknown;

/** One question that was sent, for the evidence and for the person who wants to know what left the browser. */
export interface Query extends Span {
  readonly name: string;
  readonly type: RecordType;
  /** The RCODE of the response, or why there was no usable one. */
  readonly outcome: string;
  readonly authentic: boolean;
}

const MIN_LIFE_S = 30;
const MAX_LIFE_S = 3600;
/** What we could not know is kept only so long that a burst of clicks asks once. */
const UNKNOWN_LIFE_S = 5;

/** True where a snapshot is not an older one of the same assessment. */
export function isAsNew(snapshot: Assessment, other: Assessment): boolean {
  // Another start is another assessment, and the clock may have been set back between the two.
  return snapshot.startedAt !== other.startedAt || snapshot.revision >= other.revision;
}

/**
 * Until when (milliseconds since 1970 UTC) an assessment may be shown without asking again: the smallest TTL of its DNS
 * facts, at least 30 s and at most an hour; a few seconds where something was unavailable. 0 while it is unfinished.
 */
export function expiresAt(assessment: Assessment): number {
  const { mx, stsRecord, tlsrpt, startedAt, finishedAt } = assessment;
  if (finishedAt === null) return 0;
  const parts = [mx, stsRecord, tlsrpt];
  const ttls = parts.map((part) => ('ttlSeconds' in part ? part.ttlSeconds : MAX_LIFE_S));
  if (isUnknownInPart(assessment)) return finishedAt + 1000 * UNKNOWN_LIFE_S;
  const life = isHostUnknown(mx) ? MIN_LIFE_S : Math.min(MAX_LIFE_S, Math.max(MIN_LIFE_S, Math.min(...ttls)));
  // From the start, since parts that were taken over from an earlier assessment are as old as its start.
  return startedAt + 1000 * life;
}

/** True where a part of an assessment could not be known, and asking again may bring it. */
export function isUnknownInPart(assessment: Assessment): boolean {
  const { mx, stsRecord, tlsrpt, policy } = assessment;
  return (
    [mx, stsRecord, tlsrpt].some(({ state }) => state === 'unavailable') ||
    // Leave that was not given is known, and is not given by asking again.
    (policy.state === 'unavailable' && !awaitsPermission(assessment))
  );
}

/** True where the address of a mail server could not be known. */
export function isHostUnknown(mx: Assessment['mx']): boolean {
  return mx.state === 'found' && mx.hosts.some(({ address }) => address === 'unavailable');
}

/** True for a finished assessment that may be shown without asking again. One from the future is not: the clock was set back. */
export function isCurrent(assessment: Assessment, now: number): boolean {
  const { startedAt, finishedAt } = assessment;
  return finishedAt !== null && startedAt <= now && finishedAt <= now && now < expiresAt(assessment);
}

/** True where only leave to read the policy host is missing. */
export function awaitsPermission({ policy }: Pick<Assessment, 'policy'>): boolean {
  return policy.state === 'unavailable' && policy.problems[0]?.code === 'policy-not-permitted';
}
