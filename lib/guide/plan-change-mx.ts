import type { Assessment } from '../assessment.ts';
import { isNeverAsked, parseDomainName } from '../domain-name.ts';
import { matchesMx, mxMatcher } from '../mta-sts/mx-pattern.ts';
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
  if (policy.state !== 'found' || policy.value.mode === 'none') return noPlan('no-policy-in-force');
  const live = hostNamesOf(assessment);
  const old = removed === null ? null : parseDomainName(removed);
  if (removed !== null && (old === null || !live.includes(old)))
    return noPlan('host-not-live', { host: removed });
  if (old === host || (old === null && live.includes(host))) return noPlan('nothing-to-do');
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
  // Only enforce refuses mail; what senders hold under testing changes nothing for it.
  const inTheWay = heldPolicies(assessment, lastServed).filter(
    ({ value }) => value.mode === 'enforce' && mxMatcher(value.mx)(host) === null,
  );
  let at = Math.max(seen, ...inTheWay.map(({ until }) => until));
  events.push(event('change-mx', at, { host }, seen));
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
