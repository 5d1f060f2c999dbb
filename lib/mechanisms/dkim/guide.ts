import {
  stateOfChecks,
  withNext,
  type MechanismStep,
  type StepCheck,
  type StepsOf,
  type SteppedWith,
} from '../../steps.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import type { DkimFacts, DkimParts } from './facts.ts';
import { forgedStep } from './guide-forged.ts';
import { keyStep } from './guide-key.ts';
import { guidedNames, isSafe, isWeak, keysOf, type GuidedName } from './guide-keys.ts';
import { freeSelector, makeTexts } from './guide-make.ts';
import { isAllRevoked, isParked, parkedStep } from './guide-parked.ts';
import { sendersOf } from './guide-providers.ts';
import { isAtFault, recordStep } from './guide-record.ts';
import { rollStep } from './guide-roll.ts';
import { isForgeable } from './judge.ts';
import { isForReports } from './key.ts';

type Known = DkimParts & MxParts & Partial<SpfParts>;

/**
 * What to do for DKIM, in the order in which no mail is lost: keys that others have, records that no receiver can read, a key that they accept, and how keys are changed. A key that can
 * be used is never replaced before another one is there. Pure.
 */
export const dkimSteps: StepsOf<Known> = ({ dkim, mx, spf }, context) => {
  if (dkim.state === 'pending') return [];
  if (mx.state === 'absent' && mx.reason === 'nxdomain') return [];
  const { policyDomain, now } = context;
  const names = guidedNames(dkim, policyDomain);
  if (isParked({ mx }, spf, names))
    return withNext([parkedStep(names, context), verifyStep(parkedChecks(names, context), context)]);
  const selector = freeSelector(dkim, now);
  const make = makeTexts(sendersOf({ mx }, spf), dkim, names, selector, context);
  const hasMail = mx.state !== 'absent';
  const key = keyStep({ dkim, names, make, selector, hasMail }, context);
  const forged = forgedStep(names, make, context);
  // Where nothing else is there, that step says how to come by a new key.
  const isAllForged = forged !== null && keysOf(names, isSafe).length === 0;
  const steps: readonly (MechanismStep | null)[] = [
    forged,
    recordStep(dkim, names, context),
    isAllForged && key.state === 'unknown' ? null : key,
    // The same is said there, with the key that is to go.
    key.state === 'needed' ? null : rollStep(dkim, names, make, context),
  ];
  return withNext([
    ...steps.flatMap((step) => step ?? []),
    verifyStep(checksOf(dkim, names, hasMail, context), context),
  ]);
};

function verifyStep(checks: readonly StepCheck[], { say }: SteppedWith): MechanismStep {
  return {
    name: 'dkim-verify',
    state: stateOfChecks(checks),
    title: say('dkim.guide.verify.title'),
    body: [{ kind: 'checks', checks }],
  };
}

function parkedChecks(names: readonly GuidedName[], { say }: SteppedWith): StepCheck[] {
  const state = isAllRevoked(names) ? 'done' : 'open';
  return [{ name: 'dkim-parked', state, text: say('dkim.guide.check.parked') }];
}

/** What has to hold in the end, line by line. Of keys that were not found nothing is known. */
function checksOf(
  dkim: DkimFacts,
  names: readonly GuidedName[],
  hasMail: boolean,
  context: SteppedWith,
): StepCheck[] {
  const { say } = context;
  const keys = keysOf(names, () => true);
  const safe = keysOf(names, isSafe);
  const isRsaThere = safe.some(({ written }) => written.key.type === 'rsa');
  const isNone = dkim.base === 'nxdomain' && names.length === 0 && hasMail;
  const isAnyBad = keys.some(({ written }) => isForgeable(written.key.problems));
  const isAnyUseless = keys.some(
    ({ written }) => written.key.state === 'invalid' && !isForReports(written.key),
  );
  const usable = isRsaThere
    ? 'done'
    : isNone || isAnyBad || isAnyUseless || safe.length > 0
      ? 'open'
      : 'unknown';
  const isWrong = names.some((at) => isAtFault(at, context));
  const whenThere = (isGood: boolean): StepCheck['state'] =>
    !isGood ? 'open' : keys.length > 0 ? 'done' : 'unknown';
  const isTooShort = keys.some(({ written }) =>
    written.key.problems.some(({ code }) => code === 'dkim-key-too-short'),
  );
  return [
    { name: 'dkim-usable', state: usable, text: say('dkim.guide.check.usable') },
    {
      name: 'dkim-strong',
      state:
        isRsaThere || isTooShort ? whenThere(!isTooShort && keysOf(names, isWeak).length === 0) : 'unknown',
      text: say('dkim.guide.check.strong'),
    },
    { name: 'dkim-secret', state: whenThere(!isAnyBad), text: say('dkim.guide.check.secret') },
    { name: 'dkim-clean', state: whenThere(!isWrong), text: say('dkim.guide.check.clean') },
  ];
}
