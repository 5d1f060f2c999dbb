import {
  copied,
  inCase,
  sentence,
  type MechanismStep,
  type SteppedWith,
  type StepText,
} from '../../steps.ts';
import type { DkimFacts } from './facts.ts';
import { recordOfSelector } from './guide-commands.ts';
import { isSafe, isUseless, isWeak, keysOf, type GuidedName, type WrittenKey } from './guide-keys.ts';
import { rollDates } from './guide-make.ts';
import { inLine, revokeCase, targetOf } from './guide-texts.ts';

/** What the step about keys is made of. */
export interface KeyWorld {
  readonly dkim: DkimFacts;
  readonly names: readonly GuidedName[];
  /** How a new key is made and published. */
  readonly make: readonly StepText[];
  /** The name that it gets where a server of one's own signs. */
  readonly selector: string;
  /** Mail is received, so that it is most likely sent too. */
  readonly hasMail: boolean;
}

/**
 * Whether receivers find a key that they accept, and how to come by a better one without losing mail. That none was found says nothing of whether there is one: nothing is asked for
 * then but to look. Pure.
 */
export function keyStep(world: KeyWorld, context: SteppedWith): MechanismStep {
  const { dkim, names } = world;
  const { say } = context;
  const title = say('dkim.guide.key.title');
  const safe = keysOf(names, isSafe);
  const toChange = keysOf(names, (each) => isWeak(each) || isUseless(each));
  const found = names.filter(({ keys }) => keys.some(isSafe)).map(({ name }) => name);
  const sound = found.length > 0 ? [sentence(say('dkim.guide.key.found', { names: inLine(found) }))] : [];
  const step = (state: MechanismStep['state'], body: readonly StepText[]): MechanismStep => ({
    name: 'dkim-key',
    phase: 'senders',
    state,
    title,
    body,
  });
  if (toChange.length > 0) return step('needed', [...sound, ...changeTexts(toChange, world, context)]);
  if (safe.length > 0 && safe.every(({ written }) => written.key.type === 'ed25519'))
    return step('needed', [...sound, sentence(say('dkim.guide.key.ed25519')), ...world.make]);
  if (safe.length > 0) return step('done', [...sound, sentence(say('dkim.guide.key.messages'))]);
  if (dkim.base === 'nxdomain' && names.length === 0) return step(...noneTexts(world, context));
  return step('unknown', unknownTexts(world, context));
}

type AtName = { readonly at: GuidedName; readonly written: WrittenKey };

function changeTexts(those: readonly AtName[], world: KeyWorld, context: SteppedWith): StepText[] {
  const { say } = context;
  const own = those.filter(({ at }) => targetOf(at) === null);
  const asked = those.flatMap(({ at }): StepText[] => {
    const target = targetOf(at);
    return target === null ? [] : [sentence(say('dkim.guide.key.provider', { name: at.name, target }))];
  });
  if (own.length === 0) return asked;
  const names = [...new Set(own.map(({ at }) => at))];
  return [
    ...asked,
    ...own.map(({ at: { name }, written }) =>
      sentence(say(isWeak(written) ? 'dkim.guide.key.weak' : 'dkim.guide.key.useless', { name })),
    ),
    rollDates(world.selector, context),
    ...world.make,
    // Of several keys at one name the other may be in use.
    ...names
      .filter(({ selector, keys }) => selector !== '*' && keys.length === 1)
      .map((at) => {
        const condition = say('dkim.guide.roll.case', { selector: at.selector });
        return revokeCase(at, condition, say('dkim.guide.roll.then'), context);
      }),
  ];
}

function noneTexts(
  { make, hasMail }: KeyWorld,
  { say }: SteppedWith,
): [state: MechanismStep['state'], body: readonly StepText[]] {
  if (!hasMail) return ['unknown', [sentence(say('dkim.guide.key.noneSilent')), ...make]];
  return ['needed', [sentence(say('dkim.guide.key.none')), sentence(say('dkim.guide.key.each')), ...make]];
}

function unknownTexts({ dkim, names, make }: KeyWorld, { say, policyDomain }: SteppedWith): StepText[] {
  const tried = dkim.asked.length - names.filter(({ state }) => state === 'unavailable').length;
  const isRevoked = keysOf(names, ({ key }) => key.state === 'revoked').length > 0;
  if (dkim.base === 'unavailable' && tried <= 0)
    return [sentence(say('dkim.guide.key.unknown', { domain: policyDomain }))];
  return [
    sentence(isRevoked ? say('dkim.guide.key.onlyRevoked') : say('dkim.guide.key.tried', { count: tried })),
    sentence(say('dkim.guide.key.look', { domain: policyDomain })),
    copied(say('dkim.guide.key.lookUp'), recordOfSelector('SELECTOR', policyDomain)),
    inCase(
      say('dkim.guide.key.noneCase', { domain: policyDomain }),
      sentence(say('dkim.guide.key.each')),
      ...make,
    ),
  ];
}
