import type { Assessment } from '../assessment.ts';
import { checksOf, type CheckState } from './checks.ts';
import type { Proposal } from './proposal.ts';
import { stepsOf, type GuideStep } from './steps.ts';

/** How far the owner has come. */
export interface Progress {
  readonly steps: readonly GuideStep[];
  readonly checks: readonly CheckState[];
}

/**
 * The steps and the check list by the live state, where the guide began with `before`. Beside what `stepsOf` sees in one
 * state alone, the record is not done while a changed policy still goes by its old id. Pure.
 */
export function progressOf(before: Assessment, proposal: Proposal, live: Assessment): Progress {
  const checks = checksOf(before, proposal, live);
  const isOldId = checks.some(({ check, state }) => check === 'record-published' && state === 'open');
  const isAllDone = checks.every(({ state }) => state === 'done');
  const steps = stepsOf(live, proposal).map((step): GuideStep => {
    if (step.step === 'verify') return { step: 'verify', state: isAllDone ? 'done' : 'needed', reasons: [] };
    return step.step === 'record' && step.state === 'done' && isOldId ? NEW_ID : step;
  });
  return { steps, checks };
}

const NEW_ID: GuideStep = {
  step: 'record',
  state: 'needed',
  reasons: [{ code: 'record-new-id', parameters: {}, problem: null }],
};
