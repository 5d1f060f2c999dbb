import type { Assessment } from '../check/assessment.ts';
import { isNeverAsked, parseDomainName, type DomainName } from '../names/domain-name.ts';
import { validUntil } from '../mechanisms/mta-sts/max-age.ts';
import { matchesMx, mxMatcher } from '../mechanisms/mta-sts/mx-pattern.ts';
import { hostNamesOf } from './host-names.ts';
import {
  dnsCacheMs,
  event,
  FILE_SETTLES_MS,
  heldPolicies,
  noPlan,
  wholeMinute,
  type NoPlan,
  type Plan,
  type PlanEvent,
} from './plan.ts';
import { isUnread } from './unread.ts';

/**
 * How a mail server is added, or put in the place of another, without mail being refused (RFC 8461 §8.1): the policy
 * allows both, senders learn of it, the MX records change, and what is no longer used goes last. `added` and
 * `removed` are host names as typed; `removed` may be null. Milliseconds since 1970 UTC.
 */
export function mxChangePlan(
  assessment: Assessment,
  added: string,
  removed: string | null,
  now: number,
): Plan | NoPlan {
  const { policy, mx, stsRecord } = assessment;
  const host = parseDomainName(added);
  if (host === null || isNeverAsked(host)) return noPlan('host-not-a-name', { host: added });
  if ([policy, mx].some(({ state }) => state === 'pending' || state === 'unavailable'))
    return noPlan('not-known');
  const live = hostNamesOf(assessment);
  const old = removed === null ? null : parseDomainName(removed);
  if (removed !== null && (old === null || !live.includes(old)))
    return noPlan('host-not-live', { host: removed });
  if (old === host || (old === null && live.includes(host))) return noPlan('nothing-to-do');
  if (policy.state !== 'found' || policy.value.mode === 'none')
    return planWithoutPolicy(assessment, host, old, now);
  const patterns = policy.value.mx;
  const isCovered = mxMatcher(patterns)(host) !== null;
  const events: PlanEvent[] = [];
  const start = wholeMinute(now);
  let seen = start;
  let lastServed = policy.fetchedAt;
  if (!isCovered) {
    lastServed = start + FILE_SETTLES_MS;
    events.push(event('add-pattern', start, { pattern: host }), event('change-id', lastServed));
    seen = lastServed + dnsCacheMs(stsRecord);
  }
  let at = Math.max(seen, ...refusedUntil(assessment, host, lastServed));
  events.push(mxEvent(host, old, at, seen));
  const pattern = old === null ? null : mxMatcher(patterns)(old);
  const rest = [host, ...live.filter((name) => name !== old)];
  const isStillUsed = pattern !== null && rest.some((name) => matchesMx(pattern, name));
  if (pattern !== null && !isStillUsed) {
    // Senders that still have the old MX records go to the old server, and must find it in the policy.
    at += dnsCacheMs(mx);
    events.push(event('remove-pattern', at, { pattern }));
    events.push(event('change-id', at + FILE_SETTLES_MS));
  }
  return { state: 'planned', kind: 'change-mx', events };
}

/** Why there is no change to plan whatever server is added: the domain receives no mail, and nothing refuses any. Null where there may be one. */
export function noMxChange({ mx, policy, remembered }: Assessment): NoPlan | null {
  const isFree = ['absent', 'invalid'].includes(policy.state) && remembered === null;
  return mx.state === 'absent' && isFree ? noPlan('no-mail') : null;
}

/**
 * Where no policy is in force, one that was may still be: who cannot fetch anything newer goes on with it (RFC 8461 §5.1). Mode
 * none reaches those who see its id, so with it the change may come earlier.
 */
function planWithoutPolicy(
  assessment: Assessment,
  host: DomainName,
  old: DomainName | null,
  now: number,
): Plan | NoPlan {
  const { policy, stsRecord, remembered } = assessment;
  const start = wholeMinute(now);
  const isHeld = [remembered, remembered?.replaced].some((each) => each && now < validUntil(each));
  const refused = refusedUntil(assessment, host, start).filter((until) => until > start);
  if (!isHeld && isUnread(assessment)) return noPlan('policy-unread');
  // Something is published that senders may have read before it broke, and nobody here knows what it was.
  const isBroken = policy.state === 'invalid' || stsRecord.state === 'invalid';
  if (!isHeld && isBroken) return noPlan('policy-broken');
  if (!isHeld || refused.length === 0) return noPlan('no-policy-in-force');
  const earliest = policy.state === 'found' ? start + dnsCacheMs(stsRecord) : null;
  const at = Math.max(earliest ?? start, ...refused);
  return { state: 'planned', kind: 'change-mx', events: [mxEvent(host, old, at, earliest)] };
}

/** Until when each policy that senders may hold refuses mail to the host: only enforce does, and testing changes nothing for it. */
function refusedUntil(assessment: Assessment, host: DomainName, lastServed: number): number[] {
  return heldPolicies(assessment, lastServed)
    .filter(({ value }) => value.mode === 'enforce' && mxMatcher(value.mx)(host) === null)
    .map(({ until }) => until);
}

function mxEvent(host: DomainName, old: DomainName | null, at: number, earliest: number | null): PlanEvent {
  return old === null
    ? event('add-mx', at, { host }, earliest)
    : event('replace-mx', at, { host, old }, earliest);
}
