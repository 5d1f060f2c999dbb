import type { Assessment } from '../assessment.ts';
import { MAX_MAX_AGE_SECONDS, validUntil } from '../mta-sts/max-age.ts';
import { parsePolicy } from '../mta-sts/policy.ts';
import type { HeldPolicy } from '../mta-sts/remembered-policy.ts';
import { REMOVAL_MAX_AGE_SECONDS } from './choices.ts';
import {
  dnsCacheMs,
  event,
  FILE_SETTLES_MS,
  heldPolicies,
  noPlan,
  wholeMinute,
  type NoPlan,
  type Plan,
} from './plan.ts';

/**
 * How MTA-STS is taken back without a sender mistaking it for an attack (RFC 8461 §8.3): mode none under a new id,
 * then waiting until every max_age that was published has run out, then the record, then the file. For a domain whose
 * record is gone while senders hold its policy both come back first. `greatestMaxAgeSeconds` is what the owner knows
 * to have published at most, or null; where the policy is withdrawn already and nobody remembers what was there
 * before, the greatest that there can be is assumed. Milliseconds since 1970 UTC.
 */
export function removalPlan(
  assessment: Assessment,
  now: number,
  greatestMaxAgeSeconds: number | null = null,
): Plan | NoPlan {
  const { stsRecord, policy, remembered } = assessment;
  const isUnknown = [stsRecord, policy].some(({ state }) => state === 'pending' || state === 'unavailable');
  if (isUnknown) return noPlan('not-known');
  const isHeld = [remembered, remembered?.replaced].some(
    (each) => each && now < validUntil(each) && asksForTls(each),
  );
  if (stsRecord.state === 'absent' && !isHeld) return noPlan('nothing-published');
  const start = wholeMinute(now);
  const isWithdrawn = policy.state === 'found' && policy.value.mode === 'none';
  // A file that was read in the last moment before the new one stood everywhere is held for its whole max_age.
  const lastServed = isWithdrawn ? policy.fetchedAt : start + FILE_SETTLES_MS;
  const held = heldPolicies(assessment, lastServed).filter(({ value }) => value.mode !== 'none');
  const isAssumed = greatestMaxAgeSeconds === null && held.length === 0;
  const told = greatestMaxAgeSeconds ?? (isAssumed ? MAX_MAX_AGE_SECONDS : 0);
  const end = Math.max(
    (isWithdrawn ? start : lastServed) + dnsCacheMs(stsRecord),
    ...held.map(({ until }) => until),
    lastServed + 1000 * Math.min(told, MAX_MAX_AGE_SECONDS),
  );
  const seconds = Math.max(told, ...held.map(({ value }) => value.maxAgeSeconds));
  return {
    state: 'planned',
    kind: 'remove',
    events: [
      ...(isWithdrawn
        ? []
        : [
            event('publish-none', start, { seconds: REMOVAL_MAX_AGE_SECONDS }),
            event(stsRecord.state === 'found' ? 'change-id' : 'restore-record', lastServed),
          ]),
      event(isAssumed ? 'remove-record-assumed' : 'remove-record', end, { seconds }),
      event('remove-file', end + dnsCacheMs(stsRecord)),
    ],
  };
}

/** Mode none asks nothing of anybody. */
function asksForTls({ policyText }: HeldPolicy): boolean {
  const parsed = parsePolicy(new TextEncoder().encode(policyText));
  return parsed.state === 'valid' && parsed.value.mode !== 'none';
}
