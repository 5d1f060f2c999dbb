import type { Assessment } from '../check/assessment.ts';
import type { MechanismName } from '../mechanisms.ts';
import {
  PHASES,
  type MechanismStep,
  type Phase,
  type StepDates,
  type StepState,
  type SteppedWith,
} from '../steps.ts';
import { WEIGHTS } from '../verdict/weights.ts';
import { datesId } from './calendar.ts';
import type { LoadedSteps } from './load-steps.ts';
import { wholeMinute } from './plan.ts';

/** One thing to do, as its mechanism says it. */
export interface PlanLine {
  readonly mechanism: MechanismName;
  readonly phase: Phase;
  readonly state: StepState;
  /** Sentences, as they stand in the mechanism's own steps. */
  readonly what: string;
  readonly why: string;
  /** Where those steps are: a step of the mechanism, one of those of MTA-STS, or the plan with its dates. */
  readonly place: PlanPlace;
  /** Milliseconds since 1970 UTC; null where there is no date. */
  readonly at: number | null;
  /** Of its entry in a calendar, the same as in the mechanism's own; null where it has none. */
  readonly id: string | null;
}

export interface PlanPlace {
  readonly kind: 'advice' | 'step' | 'plan';
  readonly name: string;
}

/** A line, with what is not done yet, or not known to be, and has to be before it. */
export interface OrderedLine extends PlanLine {
  readonly waits: readonly MechanismName[];
}

/** The whole plan: what is to be done now, in its order, with what is done already; and what is for later, by its dates. */
export interface WholePlan {
  readonly now: readonly OrderedLine[];
  readonly later: readonly OrderedLine[];
}

/** What the steps of all mechanisms come to as lines, one for each step or date that is part of the plan. Pure. */
export function linesOf(
  all: readonly Pick<LoadedSteps, 'name' | 'stepsOf'>[],
  assessment: Assessment,
  context: SteppedWith,
): PlanLine[] {
  return all.flatMap(({ name, stepsOf }) =>
    stepsOf(assessment, context).flatMap((step) => linesOfStep(name, step)),
  );
}

function linesOfStep(mechanism: MechanismName, step: MechanismStep): PlanLine[] {
  const phase = step.isUrgent && step.state !== 'done' ? 'urgent' : step.phase;
  if (phase === undefined) return [];
  const common = { mechanism, phase, place: { kind: 'advice', name: step.name } } as const;
  const dated = step.body.flatMap((text) => (text.kind === 'dates' ? datedLines(text.dates, common) : []));
  const itself = { ...common, state: step.state, what: step.title, why: '', at: null, id: null };
  return dated.length > 0 && step.state !== 'done' ? dated : [itself, ...dated];
}

function datedLines(
  { kind, events }: StepDates,
  common: Pick<PlanLine, 'mechanism' | 'phase' | 'place'>,
): PlanLine[] {
  return events.map(({ code, at, what, why, phase }) => ({
    ...common,
    phase: phase ?? common.phase,
    state: 'needed',
    what,
    why,
    at,
    id: datesId(kind, code),
  }));
}

/**
 * The lines in the order that never breaks mail: by phase, then by weight; and those with a later date by that. What asks for more waits for everything before it in its lane, and has no
 * place before that, with a date or without. Pure; `now` in milliseconds since 1970 UTC.
 */
export function wholePlan(lines: readonly PlanLine[], now: number): WholePlan {
  const isLater = ({ at, phase, state }: PlanLine) =>
    at === null ? phase === 'tighten' && state !== 'done' : at > wholeMinute(now);
  const first = lines.filter((line) => !isLater(line));
  const ordered = lines
    .toSorted((a, b) => rank(a) - rank(b) || WEIGHTS[b.mechanism].weight - WEIGHTS[a.mechanism].weight)
    .map((line): OrderedLine => Object.assign({}, line, { waits: waitsOf(line, first) }));
  return {
    now: ordered.filter((line) => !isLater(line)),
    later: ordered
      .filter(isLater)
      .toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || rank(a) - rank(b)),
  };
}

function rank({ phase }: PlanLine): number {
  return PHASES.indexOf(phase);
}

/** What has a later date of its own is before it by that. */
function waitsOf(line: PlanLine, lines: readonly PlanLine[]): MechanismName[] {
  if (line.phase !== 'tighten' || line.state === 'done') return [];
  const { lane } = WEIGHTS[line.mechanism];
  const before = lines.filter(
    (each) => each.phase !== 'tighten' && each.state !== 'done' && WEIGHTS[each.mechanism].lane === lane,
  );
  return [...new Set(before.toSorted((a, b) => rank(a) - rank(b)).map(({ mechanism }) => mechanism))];
}
