import type { Assessment } from '../assessment.ts';
import { MAX_MAX_AGE_SECONDS } from '../mta-sts/policy.ts';
import { validUntil } from '../mta-sts/remembered-policy.ts';
import { DAY_SECONDS } from './day.ts';
import { cachesRunOut, dnsCacheMs, event, FILE_SETTLES_MS, noPlan, type NoPlan, type Plan } from './plan.ts';

/** RFC 8461 §8.3: "a small max_age (e.g., one day)". */
export const REMOVAL_MAX_AGE_SECONDS = DAY_SECONDS;

/**
 * How MTA-STS is taken back without a sender mistaking it for an attack (RFC 8461 §8.3): mode none under a new id, then waiting until
 * every max_age that was ever published has run out, then the record, then the file. For a domain whose record is gone while senders hold
 * its policy both come back first. `greatestMaxAgeSeconds` is what the owner knows to have published at most; what was never seen from here is
 * not known otherwise. Milliseconds since 1970 UTC.
 */
export function removalPlan(assessment: Assessment, now: number, greatestMaxAgeSeconds = 0): Plan | NoPlan {
  const { stsRecord, policy, remembered } = assessment;
  if (stsRecord.state === 'pending' || stsRecord.state === 'unavailable') return noPlan('not-known');
  const isHeld = remembered !== null && now < validUntil(remembered);
  if (stsRecord.state === 'absent' && !isHeld) return noPlan('nothing-published');
  if (policy.state === 'pending') return noPlan('not-known');
  const isWithdrawn = policy.state === 'found' && policy.value.mode === 'none' && stsRecord.state === 'found';
  const published = isWithdrawn ? now : now + FILE_SETTLES_MS;
  // Until the new id has reached every sender the old policy may still be fetched anew by nobody: the file is the new one. But a
  // sender that read the old file in the last moment keeps it for its whole max_age.
  const end = Math.max(
    published + dnsCacheMs(stsRecord),
    published + 1000 * REMOVAL_MAX_AGE_SECONDS,
    cachesRunOut(assessment, published) ?? 0,
    published + 1000 * Math.min(greatestMaxAgeSeconds, MAX_MAX_AGE_SECONDS),
  );
  const events = [
    ...(isWithdrawn
      ? []
      : [
          event('publish-none', now, { seconds: REMOVAL_MAX_AGE_SECONDS }),
          event(stsRecord.state === 'found' ? 'change-id' : 'restore-record', published),
        ]),
    event('remove-record', end),
    event('remove-file', end + dnsCacheMs(stsRecord)),
  ];
  return { state: 'planned', kind: 'remove', events };
}
