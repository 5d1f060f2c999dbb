import type { Assessment } from '../check/assessment.ts';
import { ALL, type MechanismName } from '../mechanisms.ts';
import type { Phase } from '../steps.ts';
import { standingOf } from '../verdict/standing.ts';
import { planIds, type EntryWords } from './calendar.ts';
import { REPORT_KINDS, type PlanEventCode } from './codes.ts';
import { event, type NoPlan, type Plan, type PlanEvent } from './plan.ts';
import { seenOf } from './seen.ts';
import type { PlanLine } from './whole-plan.ts';

/** In words: an event, and why there is no plan. */
export interface RollOutWords {
  readonly eventWords: (event: PlanEvent) => EntryWords;
  readonly reasonWords: (none: NoPlan) => string;
}

/** Without these mail is lost now, or kept back. */
const URGENT: ReadonlySet<PlanEventCode> = new Set(['step-back', 'publish-repair']);
/** As long as one of these is to do, no step is done. */
const MENDING: ReadonlySet<PlanEventCode> = new Set([
  'step-back',
  'publish-repair',
  'publish-repair-testing',
  'repair-record',
  'publish-record',
]);
const TIGHTENING: ReadonlySet<PlanEventCode> = new Set(['publish-enforce', 'lengthen-max-age']);

/** The plan to the full protection (`rollOutPlan`) as lines of the whole, with what of it is done. Nothing where there is no mail to protect. Pure. */
export function rollOutLines(
  assessment: Assessment,
  plan: Plan | NoPlan,
  now: number,
  words: RollOutWords,
): PlanLine[] {
  if (plan.state === 'no-plan' && plan.reason === 'no-mail') return [];
  const lineOf = (of: PlanEvent, change: Partial<PlanLine>): PlanLine => {
    const { title, text } = words.eventWords(of);
    const line = { mechanism: ownerOf(of.code), phase: phaseOf(of.code), place: placeOf(of.code) } as const;
    return { ...line, state: 'done', what: title, why: text, at: null, id: null, ...change };
  };
  const ids = plan.state === 'planned' ? planIds(plan) : [];
  const planned = plan.state === 'planned' ? plan.events : [];
  const open = planned.map((each, index) =>
    lineOf(each, { state: 'needed', at: each.at, id: ids[index] ?? null }),
  );
  const isThere = (code: PlanEventCode) => planned.some((each) => each.code === code);
  const reports = REPORT_KINDS.flatMap((kind) => {
    const code = `publish-${kind}` as const;
    const { state } = assessment[kind];
    if (isThere(code)) return [];
    return lineOf(event(code, now), { state: state === 'found' ? 'done' : 'unknown', why: '' });
  });
  if (plan.state === 'no-plan' && plan.reason !== 'nothing-to-do')
    return [
      ...reports,
      lineOf(event('publish-testing', now), { state: 'unknown', why: words.reasonWords(plan) }),
    ];
  const { mode } = standingOf(seenOf(assessment), now);
  const reached = mode === 'enforce' ? 'publish-enforce' : mode === 'testing' ? 'publish-testing' : null;
  const isSound = planned.every(({ code }) => !MENDING.has(code));
  return [
    ...reports,
    ...(reached !== null && isSound && !isThere(reached) ? [lineOf(event(reached, now), {})] : []),
    ...open,
  ];
}

function phaseOf(code: PlanEventCode): Phase {
  if (kindOf(code) !== undefined) return 'reports';
  if (URGENT.has(code)) return 'urgent';
  return TIGHTENING.has(code) ? 'tighten' : 'trial';
}

function kindOf(code: PlanEventCode): (typeof REPORT_KINDS)[number] | undefined {
  return REPORT_KINDS.find((kind) => code === `publish-${kind}`);
}

function ownerOf(code: PlanEventCode): MechanismName {
  const kind = kindOf(code);
  const owner = kind === undefined ? undefined : ALL.find(({ record }) => record?.name === kind);
  return (owner?.name ?? 'mta-sts') as MechanismName;
}

/** The steps say what to publish now; of what comes later the plan does. */
function placeOf(code: PlanEventCode): PlanLine['place'] {
  const kind = kindOf(code);
  if (kind !== undefined) return { kind: 'step', name: kind };
  if (TIGHTENING.has(code) || code === 'first-reports') return { kind: 'plan', name: 'roll-out' };
  return { kind: 'step', name: code.endsWith('record') ? 'record' : 'policy' };
}
