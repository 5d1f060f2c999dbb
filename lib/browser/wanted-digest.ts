import type { Assessment } from '../check/assessment.ts';
import type { Settings } from '../settings.ts';
import type { Digest } from '../verdict/digest.ts';
import { digestOf } from '../verdict/make-digest.ts';

/** What popup and badge are to show: a score only where one is wanted. */
export function wantedDigest(assessment: Assessment, { score }: Pick<Settings, 'score'>): Digest {
  const digest = digestOf(assessment, Date.now());
  return score ? digest : { ...digest, score: null };
}
