import type { Assessment } from '../assessment.ts';
import { MAX_MAX_AGE_SECONDS, type StsPolicy } from '../mta-sts/policy.ts';
import { validUntil } from '../mta-sts/remembered-policy.ts';
import type { NoPlanReason, Parameters, PlanEventCode } from './codes.ts';
import { DAY_MS, DAY_SECONDS } from './day.ts';

/** What to do, and from when on. */
export interface PlanEvent {
  readonly code: PlanEventCode;
  readonly parameters: Parameters;
  /** Milliseconds since 1970 UTC: every cache that could hold mail back has run out by then. */
  readonly at: number;
  /**
   * Where senders that keep to RFC 8461 §5 (they look for a newer id before they refuse mail for good) need no longer wait; else null.
   */
  readonly earliest: number | null;
}

export interface Plan {
  readonly state: 'planned';
  readonly kind: 'roll-out' | 'change-mx' | 'remove';
  /** In order of their dates. */
  readonly events: readonly PlanEvent[];
}

export interface NoPlan {
  readonly state: 'no-plan';
  readonly reason: NoPlanReason;
  readonly parameters: Parameters;
}

export function noPlan(reason: NoPlanReason, parameters: Parameters = {}): NoPlan {
  return { state: 'no-plan', reason, parameters };
}

export function event(
  code: PlanEventCode,
  at: number,
  parameters: Parameters = {},
  earliest: number | null = null,
): PlanEvent {
  return { code, parameters, at, earliest };
}

/** Until every copy of the file is the new one: proxies and content networks keep it for a while (RFC 8461 §8.2). */
export const FILE_SETTLES_MS = 3600 * 1000;

/**
 * How long (milliseconds) a DNS answer may still be held by resolvers. A resolver tells what is left of the TTL and not its whole length, so
 * no less than a day is assumed.
 */
export function dnsCacheMs(part: Assessment['mx' | 'stsRecord' | 'tlsrpt']): number {
  return 1000 * Math.max(DAY_SECONDS, 'ttlSeconds' in part ? part.ttlSeconds : 0);
}

/**
 * When (milliseconds since 1970 UTC) the last cached copy of any policy that is known here runs out, if it is served until `lastServed`
 * (RFC 8461 §8.3: "policies older than the previously published policy may have been served with a greater max_age"). `counts` chooses the
 * policies. Null where none is held.
 */
export function cachesRunOut(
  { policy, remembered }: Assessment,
  lastServed: number,
  counts: (mode: StsPolicy['mode'] | null) => boolean = () => true,
): number | null {
  const ends: number[] = [];
  const live = policy.state === 'found' ? policy.value : null;
  if (live && counts(live.mode))
    ends.push(lastServed + 1000 * Math.min(live.maxAgeSeconds, MAX_MAX_AGE_SECONDS));
  const liveText = policy.state === 'found' ? policy.text : null;
  // It was seen once and is gone: it may have been served up to the moment in which the live one was.
  const goneBy = policy.state === 'found' ? policy.fetchedAt : lastServed;
  if (remembered && remembered.policyText !== liveText && counts(remembered.mode))
    ends.push(Math.max(validUntil(remembered), goneBy + 1000 * remembered.maxAgeSeconds));
  const replaced = remembered?.replaced ?? null;
  if (replaced && counts(null))
    ends.push(Math.max(validUntil(replaced), goneBy + 1000 * replaced.maxAgeSeconds));
  return ends.length > 0 ? Math.max(...ends) : null;
}

export function daysAfter(at: number, days: number): number {
  return at + days * DAY_MS;
}
