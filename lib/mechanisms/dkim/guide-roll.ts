import { sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { DkimFacts } from './facts.ts';
import { isSafe, type GuidedName } from './guide-keys.ts';
import { ed25519Case, freeSelector, rollDates } from './guide-make.ts';
import { inLine, revokeCase, targetOf } from './guide-texts.ts';

/** How keys are changed from now on: two selectors, the new key first and the old one last. Null where there is no key that is one's own or a provider's. Pure. */
export function rollStep(
  dkim: DkimFacts,
  names: readonly GuidedName[],
  make: readonly StepText[],
  context: SteppedWith,
): MechanismStep | null {
  const { say, now } = context;
  const inUse = names.filter(({ keys }) => keys.some(isSafe));
  const aliases = names.filter((at) => targetOf(at) !== null && at.state !== 'dangling');
  const own = inUse.filter((at) => targetOf(at) === null && at.selector !== '*' && at.keys.length === 1);
  if (inUse.length === 0 || (own.length === 0 && aliases.length === 0)) return null;
  const [first, second] = [freeSelector(dkim, now), freeSelector(dkim, now, 1)];
  const hasRsa = inUse.some(({ keys }) => keys.some((each) => isSafe(each) && each.key.type === 'rsa'));
  const hasEd25519 = inUse.some(({ keys }) => keys.some(({ key }) => key.type === 'ed25519'));
  return {
    name: 'dkim-roll',
    // When keys were changed last, no one can see; behind aliases that is the provider's part.
    state: own.length === 0 ? 'done' : 'unknown',
    title: say('dkim.guide.roll.title'),
    body: [
      ...(aliases.length > 0
        ? [sentence(say('dkim.guide.roll.provider', { names: inLine(aliases.map(({ name }) => name)) }))]
        : []),
      ...(own.length > 0
        ? [
            sentence(say('dkim.guide.roll.why')),
            sentence(say('dkim.guide.roll.order')),
            rollDates(first, context),
            ...make,
            ...own.map((at) =>
              revokeCase(
                at,
                say('dkim.guide.roll.case', { selector: at.selector }),
                say('dkim.guide.roll.then'),
                context,
              ),
            ),
          ]
        : []),
      ...(own.length > 0 && hasRsa && !hasEd25519 ? [ed25519Case(second, context)] : []),
    ],
  };
}
