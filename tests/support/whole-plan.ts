import type { Assessment } from '../../lib/check/assessment.ts';
import type { LoadedSteps } from '../../lib/guide/load-steps.ts';
import { rollOutPlan } from '../../lib/guide/plan-roll-out.ts';
import { rollOutLines } from '../../lib/guide/roll-out-lines.ts';
import { linesOf, wholePlan, type OrderedLine, type WholePlan } from '../../lib/guide/whole-plan.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { DAY_MS } from './time.ts';
import { WORDS } from './words.ts';

/** The whole plan of an assessment, as the page makes it; the events of the policy are named by their codes. */
export function planOf(all: readonly LoadedSteps[], assessment: Assessment, now: number): WholePlan {
  const { policyDomain } = assessment;
  const context = { policyDomain, registrableOf, now, say: WORDS.say, answers: {} };
  const words: Parameters<typeof rollOutLines>[3] = {
    eventWords: ({ code }) => ({ title: code, text: '' }),
    reasonWords: ({ reason }) => reason,
  };
  const rollOut = rollOutLines(assessment, rollOutPlan(assessment, now), now, words);
  return wholePlan([...rollOut, ...linesOf(all, assessment, context)], now);
}

/** A line in short: its place or the id of its date, how far it is, on which day from now, and what it waits for. */
export function inShort({ place, id, state, at, waits }: OrderedLine, now: number): string {
  const what = id ?? (place.kind === 'advice' ? place.name : `${place.kind} ${place.name}`);
  const day = at === null ? '' : ` +${Math.round((at - now) / DAY_MS)}`;
  return `${what} ${state}${day}${waits.length > 0 ? ` after ${waits.join(' ')}` : ''}`;
}
