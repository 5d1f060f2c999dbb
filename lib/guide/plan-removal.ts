import type { Assessment } from '../check/assessment.ts';
import { MAX_MAX_AGE_SECONDS, type HeldPolicy, validUntil } from '../mechanisms/mta-sts/max-age.ts';
import { parsePolicy } from '../mechanisms/mta-sts/policy.ts';
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
import { presentOf } from './present.ts';
import { seenOf } from './seen.ts';

/** What the owner may know of the greatest max_age: no policy lasted longer than those that are known here. */
export const NONE_GREATER = 0;

/**
 * The greatest max_age (seconds) of the policies that are known here: the live one, and what was seen before. Null where none is
 * known, or only mode none, which need not be waited for.
 */
export function greatestKnownMaxAge(assessment: Assessment): number | null {
  const known = heldPolicies(seenOf(assessment), assessment.startedAt).filter(
    ({ value }) => value.mode !== 'none',
  );
  return known.length === 0 ? null : Math.max(...known.map(({ value }) => value.maxAgeSeconds));
}

/**
 * How MTA-STS is taken back without a sender mistaking it for an attack (RFC 8461 §8.3): mode none under a new id,
 * then waiting until every max_age that was published has run out, then the record, then the file. For a domain whose
 * record is gone while senders hold its policy both come back first. `greatestMaxAgeSeconds` is what the owner knows
 * to have published at most, `NONE_GREATER` where no policy lasted longer than those that are known here; null where
 * the owner does not know, and then the greatest that there can be is assumed. Milliseconds since 1970 UTC.
 */
export function removalPlan(
  assessment: Assessment,
  now: number,
  greatestMaxAgeSeconds: number | null = null,
): Plan | NoPlan {
  const { stsRecord, policy, remembered } = assessment;
  const seen = seenOf(assessment);
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
  const held = heldPolicies(seen, lastServed).filter(({ value }) => value.mode !== 'none');
  const isAssumed = greatestMaxAgeSeconds === null;
  const told = greatestMaxAgeSeconds ?? MAX_MAX_AGE_SECONDS;
  const end = Math.max(
    (isWithdrawn ? start : lastServed) + dnsCacheMs(stsRecord),
    ...held.map(({ until }) => until),
    lastServed + 1000 * Math.min(told, MAX_MAX_AGE_SECONDS),
  );
  const seconds = isAssumed ? told : Math.max(told, ...held.map(({ value }) => value.maxAgeSeconds));
  const missing = stsRecord.state === 'absent' ? 'restore-record' : 'replace-record';
  const newId = stsRecord.state === 'found' ? 'change-id' : missing;
  const { isInWildcard, origin } = presentOf('record', stsRecord);
  const isAtName = !isWithdrawn || origin !== 'wildcard';
  return {
    state: 'planned',
    kind: 'remove',
    events: [
      ...(isWithdrawn
        ? []
        : [event('publish-none', start, { seconds: REMOVAL_MAX_AGE_SECONDS }), event(newId, lastServed)]),
      ...(isAtName ? [event(isAssumed ? 'remove-record-assumed' : 'remove-record', end, { seconds })] : []),
      // It would announce the policy again the moment that nothing stands at the name itself.
      ...(isInWildcard ? [event('remove-wildcard-text', end)] : []),
      event('remove-file', end + dnsCacheMs(stsRecord)),
    ],
  };
}

/** Mode none asks nothing of anybody. */
function asksForTls({ policyText }: HeldPolicy): boolean {
  const parsed = parsePolicy(new TextEncoder().encode(policyText));
  return parsed.state === 'valid' && parsed.value.mode !== 'none';
}
