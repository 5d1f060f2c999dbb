import { sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import { isSafe, type GuidedName, type WrittenKey } from './guide-keys.ts';
import { inLine, keyRecord, onlyCase, REVOKED, revokeCase, targetOf, textsOf } from './guide-texts.ts';
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
      ...forged.flatMap((at) => revocationOf(at, context)),
    ],
  };
}

function isBad({ key }: WrittenKey): boolean {
  return isForgeable(key.problems);
}

function revocationOf(at: GuidedName, context: SteppedWith): StepText[] {
  const { say } = context;
  const { name, selector, keys } = at;
  const target = targetOf(at);
  if (target !== null) return [sentence(say('dkim.guide.forged.provider', { name, target }))];
  const isPrivate = keys.some(({ key }) =>
    key.problems.some(({ code }) => code === 'dkim-private-key-published'),
  );
  const half = isPrivate ? [sentence(say('dkim.guide.forged.half'))] : [];
  const usable = keys.filter(({ key }) => key.state === 'usable');
  const safe = keys.filter(isSafe);
  // Nobody could verify anything by it: revoked at once, it takes no mail along. What is right beside it stays.
  if (usable.length === 0 || (usable.length === 1 && safe.length === 1)) {
    const value = safe[0]?.text ?? REVOKED;
    return [
      sentence(say('dkim.guide.forged.nobody', { name })),
      ...half,
      keyRecord(name, value, textsOf(at), context),
    ];
  }
  if (safe.length > 0) return [...half, ...safe.map((each) => onlyCase(at, each, context))];
  const condition = say('dkim.guide.forged.case', { selector });
  return [...half, revokeCase(at, condition, say('dkim.guide.forged.then'), context)];
}
