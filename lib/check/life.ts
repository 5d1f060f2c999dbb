import type { Look } from '../mechanism.ts';
import { hasLookedAll, knowledgeOf } from './known.ts';
import type { Assessment } from './assessment.ts';

const MIN_LIFE_S = 30;
const MAX_LIFE_S = 3600;
/** What we could not know is kept only so long that a burst of clicks asks once. */
const UNKNOWN_LIFE_S = 5;

/**
 * Until when (milliseconds since 1970 UTC) an assessment may be shown without asking again: the smallest TTL of its DNS
 * facts, at least 30 s and at most an hour; a few seconds where something was unavailable. 0 while it is unfinished.
 */
export function expiresAt(assessment: Assessment): number {
  const { startedAt, finishedAt } = assessment;
  if (finishedAt === null) return 0;
  const { ttlSeconds, gap } = knowledgeOf(assessment);
  if (gap === 'part') return finishedAt + 1000 * UNKNOWN_LIFE_S;
  const life = Math.min(MAX_LIFE_S, Math.max(MIN_LIFE_S, ttlSeconds ?? MAX_LIFE_S));
  // From the start, since parts that were taken over from an earlier assessment are as old as its start.
  return startedAt + 1000 * (gap === 'detail' ? MIN_LIFE_S : life);
}

/** True where something could not be known, and asking again may bring it. */
export function isUnknownInPart(assessment: Assessment): boolean {
  return knowledgeOf(assessment).gap !== null;
}

/** True where a finished assessment has all that the look would bring. */
export function hasLooked(assessment: Assessment, look: Look | undefined): boolean {
  return hasLookedAll(assessment, look);
}

/** True for a finished assessment that may be shown without asking again. One from the future is not: the clock was set back. */
export function isCurrent(assessment: Assessment, now: number): boolean {
  const { startedAt, finishedAt } = assessment;
  return finishedAt !== null && startedAt <= now && finishedAt <= now && now < expiresAt(assessment);
}
