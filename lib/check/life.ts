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
