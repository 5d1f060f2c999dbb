/** The greatest max_age that RFC 8461 §3.2 allows: a year. */
export const MAX_MAX_AGE_SECONDS = 31557600;

/** A text that senders hold until max_age has passed since the fetch (RFC 8461 §3.3). */
export interface HeldPolicy {
  readonly policyText: string;
  readonly maxAgeSeconds: number;
  /** Milliseconds since 1970 UTC. */
  readonly fetchedAt: number;
}

/** Until when (milliseconds since 1970 UTC) a sender that fetched the policy when we did goes by it. */
export function validUntil({
  fetchedAt,
  maxAgeSeconds,
}: Pick<HeldPolicy, 'fetchedAt' | 'maxAgeSeconds'>): number {
  return fetchedAt + 1000 * maxAgeSeconds;
}
