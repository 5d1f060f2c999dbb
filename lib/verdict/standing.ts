import type { Assessment } from '../check/assessment.ts';
import { CLOSER_LOOK } from './closer-look.ts';
import { verdictOf, type Verdict } from './verdict.ts';

export type { Headline, Standing, Tone, Verdict } from './verdict.ts';

/** The whole verdict on a domain, with the culprit of what is wrong (lib/verdict/verdict.ts). Pure; `now` in milliseconds since 1970 UTC. */
export function standingOf(
  assessment: Assessment,
  now: number = assessment.finishedAt ?? assessment.startedAt,
): Verdict {
  return verdictOf(assessment, now, CLOSER_LOOK);
}
