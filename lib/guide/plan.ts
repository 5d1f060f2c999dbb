import type { Assessment } from '../check/assessment.ts';
import { MAX_MAX_AGE_SECONDS } from '../mechanisms/mta-sts/max-age.ts';
import type { ReportName } from '../mechanisms.ts';
import { parsePolicy, type StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import type { NoPlanReason, Parameters, PlanEventCode } from './codes.ts';
import { DAY_MS, DAY_SECONDS } from './day.ts';

/** What to do, and from when on. */
export interface PlanEvent {
  readonly code: PlanEventCode;
  readonly parameters: Parameters;
  /** Milliseconds since 1970 UTC: every cache that could hold mail back has run out by then. */
  readonly at: number;
  /**
   * Where senders that keep to RFC 8461 §5 (they look for a newer id before they refuse mail for good) need no longer
   * wait; else null.
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

/** An event at a whole minute, never before `at` or `earliest`. */
export function event(
  code: PlanEventCode,
  at: number,
  parameters: Parameters = {},
  earliest: number | null = null,
): PlanEvent {
  const [date, first] = [wholeMinute(at), earliest === null ? null : wholeMinute(earliest)];
  return { code, parameters, at: date, earliest: first !== null && first < date ? first : null };
}

/** People keep no appointments in seconds; later is always safe. */
export function wholeMinute(milliseconds: number): number {
  return Math.ceil(milliseconds / 60_000) * 60_000;
}

/** Until every copy of the file is the new one: proxies and content networks keep it for a while (RFC 8461 §8.2). */
export const FILE_SETTLES_MS = 3600 * 1000;

/**
 * How long (milliseconds) a DNS answer may still be held by resolvers. A resolver tells what is left of the TTL and
 * not its whole length, so no less than a day is assumed.
 */
export function dnsCacheMs(part: Assessment['mx' | 'stsRecord' | ReportName]): number {
  return 1000 * Math.max(DAY_SECONDS, 'ttlSeconds' in part ? part.ttlSeconds : 0);
}

/** A policy that senders may hold, and until when (milliseconds since 1970 UTC). */
export interface Held {
  readonly value: StsPolicy;
  readonly until: number;
}

/**
 * Every policy that is known here and that senders may hold, if the live one is served until `lastServed`: "policies
 * older than the previously published policy may have been served with a greater max_age" (RFC 8461 §8.3). One that
 * was seen here once and is gone may have been served until the live one was seen, or until `lastServed` where none
 * is live.
 */
export function heldPolicies({ policy, remembered }: Assessment, lastServed: number): Held[] {
  const live = policy.state === 'found' ? policy : null;
  // The live one, where it was seen here before as well, ends no later by that.
  const seen = [remembered, remembered?.replaced].filter((each) => each !== null && each !== undefined);
  const goneBy = live?.fetchedAt ?? lastServed;
  return [
    ...(live ? [{ value: live.value, until: lastServed + lifeMs(live.value.maxAgeSeconds) }] : []),
    ...seen.flatMap((each) => {
      const parsed = parsePolicy(new TextEncoder().encode(each.policyText));
      if (parsed.state !== 'valid') return [];
      const until = Math.max(goneBy, each.fetchedAt) + lifeMs(each.maxAgeSeconds);
      return [{ value: parsed.value, until }];
    }),
  ];
}

/** Senders cut a longer max_age, or refuse the policy (RFC 8461 §3.2). */
function lifeMs(maxAgeSeconds: number): number {
  return 1000 * Math.min(maxAgeSeconds, MAX_MAX_AGE_SECONDS);
}

export function daysAfter(at: number, days: number): number {
  return at + days * DAY_MS;
}
