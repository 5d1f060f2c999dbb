import type { Assessment } from '../check/assessment.ts';
import { checksOf, type CheckState } from './checks.ts';
import { isIdOfOther, type Offers } from './offers.ts';
import type { Proposal } from './proposal.ts';
import { neededStep, said, type GuideStep } from './step.ts';
import { stepsOf } from './steps.ts';

/** How far the owner has come. */
export interface Progress {
  readonly steps: readonly GuideStep[];
  readonly checks: readonly CheckState[];
}

/**
 * The steps and the check list by the live state, where the guide began with `before`. They agree about the record: one that is fine by
 * itself is not done while a policy that changed, or that may have changed unseen, still goes by its old id, or by one
 * that was shown for another policy. Pure.
 */
export function progressOf(
  before: Assessment,
  proposal: Proposal,
  live: Assessment,
  offers: Offers,
): Progress {
  const isOldId =
    isIdOfOther(live, offers) || (idOf(live) === idOf(before) && isOtherPolicy(before.policy, live.policy));
  const steps = stepsOf(live, proposal).map((step) =>
    step.step === 'record' && step.state === 'done' && isOldId
      ? neededStep('record', [said('record-new-id')])
      : step,
  );
  const record = steps.find(({ step }) => step === 'record')?.state;
  const agreed = checksOf(proposal, live).map((each): CheckState => {
    if (each.check !== 'record-published' || each.state === 'unknown') return each;
    return { check: each.check, state: record === 'needed' ? 'open' : (record ?? 'unknown') };
  });
  const isAllDone = agreed.every(({ state }) => state === 'done');
  const verify: GuideStep = { step: 'verify', state: isAllDone ? 'done' : 'needed', reasons: [] };
  return { steps: [...steps, verify], checks: agreed };
}

function idOf({ stsRecord }: Assessment): string | null {
  return stsRecord.state === 'found' ? stsRecord.value.id : null;
}

/** Whether the file is another than before, or may be: what stands behind a fault of the way is not seen, and a new id costs nothing. */
function isOtherPolicy(before: Assessment['policy'], live: Assessment['policy']): boolean {
  if (before.state !== 'found' && before.state !== 'invalid') return false;
  return live.state !== 'found' || live.text !== before.text;
}
