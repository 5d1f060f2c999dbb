import type { Mode } from '../mechanisms/mta-sts/mode.ts';
import type { Assessment } from '../check/assessment.ts';
import { REPORT_RECORDS } from '../mechanisms.ts';
import { DAY_SECONDS } from './day.ts';
import { keptPatternsOf, withMissing } from './kept-patterns.ts';
import { hostsToCover, refusesAll } from './mx-culprits.ts';
import type { PatternChoice } from './mx-patterns.ts';
import { printPolicy, SAFE_POLICY_BYTES } from './policy-file.ts';
import { seenOf } from './seen.ts';

/** What the owner of a domain decides; everything else follows from the facts. */
export interface Choices {
  readonly mode: Mode;
  readonly maxAgeSeconds: number;
  readonly patterns: PatternChoice;
  /** Where reports go, as typed; what is of no use among them is named (lib/guide/rua-target.ts), and left out. */
  readonly rua: readonly string[];
}

/** Every known sender takes a max_age from here to there as it is; a year to the second is already too much for one. */
export const MIN_MAX_AGE_SECONDS = DAY_SECONDS;
export const MAX_MAX_AGE_CHOICE_SECONDS = 365 * DAY_SECONDS;
/** RFC 8461 §3.2 expects "weeks or greater"; below, a sender may have forgotten the policy when it comes again. */
export const MIN_ENFORCE_MAX_AGE_SECONDS = 7 * DAY_SECONDS;

/** RFC 8461 §8.3: "a small max_age (e.g., one day)". */
export const REMOVAL_MAX_AGE_SECONDS = DAY_SECONDS;

/**
 * A trial may live a week: mail is delivered all the same, and the step to enforce waits for no cache, since senders
 * see the new id. Under enforce two weeks close the gap between two visits of a sender (RFC 8461 §10.2).
 */
const START_SECONDS = {
  testing: 7 * DAY_SECONDS,
  enforce: 14 * DAY_SECONDS,
  none: REMOVAL_MAX_AGE_SECONDS,
} as const;

/** The choices with another mode. Mode none asks for a small max_age, and no other mode keeps that. */
export function withMode(choices: Choices, mode: Mode): Choices {
  if (mode === choices.mode) return choices;
  const isOther = mode === 'none' || choices.mode === 'none';
  return { ...choices, mode, ...(isOther && { maxAgeSeconds: START_SECONDS[mode] }) };
}

const LEAST_SECONDS = {
  testing: MIN_MAX_AGE_SECONDS,
  enforce: MIN_ENFORCE_MAX_AGE_SECONDS,
  none: MIN_MAX_AGE_SECONDS,
} as const;

/**
 * What fits a domain as it is: testing where there is no usable file, or one that refuses all mail; else the mode that stands there, also
 * where it is being withdrawn; a max_age that is long enough, cut to what every sender takes; the patterns that stand
 * there, or else exact names, unless they make the file longer than every sender reads.
 */
export function usualChoices(assessment: Assessment): Choices {
  const { policy, stsRecord } = seenOf(assessment);
  const value = policy.state === 'found' ? policy.value : null;
  // Mode none behind a record that is gone is what is left of a policy that was withdrawn: this begins anew.
  const live = value?.mode === 'none' && stsRecord.state === 'absent' ? null : value;
  const mode = live === null || refusesAll(assessment) ? 'testing' : live.mode;
  const kept = live === null ? 0 : Math.min(live.maxAgeSeconds, MAX_MAX_AGE_CHOICE_SECONDS);
  const maxAgeSeconds = kept >= LEAST_SECONDS[mode] ? kept : START_SECONDS[mode];
  const standing = keptPatternsOf(assessment);
  const lines = withMissing(standing, hostsToCover(assessment));
  const text = printPolicy({ mode, maxAgeSeconds, mx: lines.map(({ pattern }) => pattern) });
  const patterns = standing.length > 0 ? 'kept' : 'exact';
  return {
    mode,
    maxAgeSeconds,
    patterns: text.length > SAFE_POLICY_BYTES ? 'shortest' : patterns,
    rua: REPORT_RECORDS.flatMap((record) => record.meantTargetsOf(assessment)),
  };
}
