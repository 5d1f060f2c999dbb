import type { Assessment } from '../check/assessment.ts';
import type { Digest } from '../verdict/digest.ts';
import { digestOf } from '../verdict/make-digest.ts';
import { keptSettings } from './kept-settings.ts';

/** What popup and badge are to show: a score only where one is wanted now, whatever was wanted as a check began. Never rejects. */
export async function wantedDigest(assessment: Assessment): Promise<Digest> {
  const digest = digestOf(assessment, Date.now());
  const { score } = await keptSettings().catch(() => ({ score: false }));
  return score ? digest : { ...digest, score: null };
}
