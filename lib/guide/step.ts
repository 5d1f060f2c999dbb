import type { Problem } from '../mechanisms.ts';
import { REPORT_KINDS, type Parameters, type StepReason } from './codes.ts';

/** The steps of the guide, in their order. */
export const STEPS = ['policy', 'hosting', 'record', ...REPORT_KINDS, 'verify'] as const;
export type StepName = (typeof STEPS)[number];

/** Why a step is needed, or what stood in the way of knowing. */
export interface StepReasonSaid {
  readonly code: StepReason;
  readonly parameters: Parameters;
  /** The finding behind it, where there is one. */
  readonly problem: Problem | null;
}

export interface GuideStep {
  readonly step: StepName;
  readonly state: 'done' | 'needed' | 'unknown';
  readonly reasons: readonly StepReasonSaid[];
}

export function said(
  code: StepReason,
  problem: Problem | null = null,
  parameters: Parameters = {},
): StepReasonSaid {
  return { code, parameters, problem };
}

/** Needed where there is a reason, else done. */
export function neededStep(step: StepName, reasons: readonly StepReasonSaid[]): GuideStep {
  return { step, state: reasons.length > 0 ? 'needed' : 'done', reasons };
}

export function unknownStep(step: StepName, code: StepReason, problem: Problem | null = null): GuideStep {
  return { step, state: 'unknown', reasons: [said(code, problem)] };
}
