import { sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import { isBroken } from './guide-broken.ts';
import { isForElse, type GuidedName, type WrittenKey } from './guide-keys.ts';
import { keyCases } from './guide-several.ts';
import { inLine, keyRecord, onlyCase, REVOKED, revokeCase, targetOf, textsOf } from './guide-texts.ts';
import { heldKeys, isSurelyNoKey } from './held-keys.ts';
import { isForgeable } from './judge.ts';

/** Keys whose private half others have or can find: a new key first, and then the old one is revoked at once. Null where there is none. Pure. */
export function forgedStep(
  names: readonly GuidedName[],
  make: readonly StepText[],
  context: SteppedWith,
): MechanismStep | null {
  const { say } = context;
  const forged = names.filter(({ keys }) => keys.some(isBad));
  if (forged.length === 0) return null;
  const isUsed = forged.some(({ keys }) => keys.some((each) => isBad(each) && each.key.state === 'usable'));
  return {
    name: 'dkim-forged',
    phase: 'senders',
    state: 'needed',
    isUrgent: true,
    title: say('dkim.guide.forged.title'),
    body: [
      sentence(say('dkim.guide.forged.why', { names: inLine(forged.map(({ name }) => name)) })),
      ...(isUsed ? [sentence(say('dkim.guide.forged.order')), ...make] : []),
      ...forged.flatMap((at) => revocationOf(at, forged, context)),
    ],
  };
}

function isBad({ key }: WrittenKey): boolean {
  return isForgeable(key.problems);
}

/** An invalid record that is not known to others, and from which some receivers may still read a key. */
function isPerhapsUsed(each: WrittenKey): boolean {
  return isBroken(each) && !isForElse(each) && !isBad(each) && !isSurelyNoKey(each);
}

/** Another name with a key that may be in use, and whose private half stands at this one. */
function pairedWith({ name }: GuidedName, forged: readonly GuidedName[]): string | undefined {
  const isPair = ({ key }: WrittenKey) =>
    key.state !== 'revoked' && key.problems.some(({ parameters }) => parameters['where'] === name);
  return forged.find((other) => other.name !== name && other.keys.some(isPair))?.name;
}

function revocationOf(at: GuidedName, forged: readonly GuidedName[], context: SteppedWith): StepText[] {
  const { say } = context;
  const { name, selector, keys } = at;
  const target = targetOf(at);
  if (target !== null) return [sentence(say('dkim.guide.forged.provider', { name, target }))];
  const isPrivate = keys.some(({ key }) =>
    key.problems.some(({ code }) => code === 'dkim-private-key-published'),
  );
  const half = isPrivate ? [sentence(say('dkim.guide.forged.half'))] : [];
  // While its other half can be used, this record is all that shows that others have it.
  const pair = pairedWith(at, forged);
  if (pair !== undefined) return [...half, sentence(say('dkim.guide.forged.later', { name, pair }))];
  const inUse = keys.filter((each) => each.key.state === 'usable' || isForElse(each) || isPerhapsUsed(each));
  const safe = inUse.filter((each) => !isBad(each));
  const [only] = safe;
  // Nobody could verify anything by it: revoked at once, it takes no mail along. What is right beside it stays.
  if (inUse.length === 0 || (only && inUse.length === 1 && !isPerhapsUsed(only))) {
    const why = say(only ? 'dkim.guide.record.beside' : 'dkim.guide.forged.nobody', { name });
    return [sentence(why), ...half, keyRecord(name, only?.text ?? REVOKED, textsOf(at), context)];
  }
  const cases = [
    ...keyCases(at, heldKeys(safe), context),
    ...safe.filter(isForElse).map((each) => onlyCase(at, each, context)),
  ];
  if (cases.length > 0) return [...half, ...cases];
  const condition = say('dkim.guide.forged.case', { selector });
  return [...half, revokeCase(at, condition, say('dkim.guide.forged.then'), context)];
}
