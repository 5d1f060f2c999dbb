import { awaitsPermission, type Assessment } from './assessment.ts';

const MIN_LIFE_S = 30;
const MAX_LIFE_S = 3600;
/** What we could not know is kept only so long that a burst of clicks asks once. */
const UNKNOWN_LIFE_S = 5;

/**
 * Until when (milliseconds since 1970 UTC) an assessment may be shown without asking again: the smallest TTL of its DNS
 * facts, at least 30 s and at most an hour; a few seconds where something was unavailable. 0 while it is unfinished.
 */
export function expiresAt(assessment: Assessment): number {
  const { mx, stsRecord, tlsrpt, policy, startedAt, finishedAt } = assessment;
  if (finishedAt === null) return 0;
  const parts = [mx, stsRecord, tlsrpt];
  const ttls = parts.map((part) => ('ttlSeconds' in part ? part.ttlSeconds : MAX_LIFE_S));
  // Leave that was not given is known, and is not given by asking again.
  const isUnknown =
    parts.some((part) => part.state === 'unavailable') ||
    (policy.state === 'unavailable' && !awaitsPermission(assessment));
  if (isUnknown) return finishedAt + 1000 * UNKNOWN_LIFE_S;
  const isHostUnknown = mx.state === 'found' && mx.hosts.some(({ address }) => address === 'unavailable');
  const life = isHostUnknown ? MIN_LIFE_S : Math.min(MAX_LIFE_S, Math.max(MIN_LIFE_S, Math.min(...ttls)));
  // From the start, since parts that were taken over from an earlier assessment are as old as its start.
  return startedAt + 1000 * life;
}

/** True for a finished assessment that may be shown without asking again. One from the future is not: the clock was set back. */
export function isCurrent(assessment: Assessment, now: number): boolean {
  const { startedAt, finishedAt } = assessment;
  return finishedAt !== null && startedAt <= now && finishedAt <= now && now < expiresAt(assessment);
}
