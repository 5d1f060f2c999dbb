import { inCase, sentence, type SteppedWith, type StepText } from '../../steps.ts';
import { brokenTexts, isBroken } from './guide-broken.ts';
import type { GuidedName } from './guide-keys.ts';
import { keyRecord, onlyCase, signsWith, textsOf } from './guide-texts.ts';
import { heldKeys, isSurelyNoKey, type HeldKey } from './held-keys.ts';

/** So many different keys of a name are told one by one. */
const MOST_KEYS = 4;

/** What to do where several records stand at a name: one of them stays, behind a condition where only the sender knows which. Pure. */
export function severalTexts(at: GuidedName, context: SteppedWith): StepText[] {
  const { say } = context;
  const { name, keys } = at;
  const held = heldKeys(keys);
  const rest = keys.filter((each) => !held.some(({ members }) => members.includes(each)));
  const [only, another] = held;
  if (isOneText(at) || (only && !another && rest.length === 0))
    return [
      sentence(say('dkim.guide.record.same', { name, count: keys.length })),
      ...sameTexts(at, only, context),
    ];
  // Where a key can be read from one of the others, some receivers use it, and only the sender knows whether it signs with it. A revoked one may say that this one was to be taken back.
  const [alone, double] = only?.members ?? [];
  const isAlone = !another && !double && alone?.key.state === 'usable';
  if (alone && isAlone && rest.every(isSurelyNoKey))
    return [
      sentence(say('dkim.guide.record.beside', { name })),
      keyRecord(name, alone.text, textsOf(at), context),
    ];
  return [
    sentence(say('dkim.guide.record.several', { name, count: held.length + rest.length })),
    ...keyCases(at, held.slice(0, MOST_KEYS), context),
  ];
}

function isOneText({ keys }: GuidedName): boolean {
  return new Set(keys.map(({ text }) => text)).size === 1;
}

/** Of one key in several records. */
function sameTexts(at: GuidedName, only: HeldKey | undefined, context: SteppedWith): StepText[] {
  const [first] = at.keys;
  if (!first) return [];
  if (isOneText(at))
    return isBroken(first)
      ? brokenTexts(at, first, context)
      : [keyRecord(at.name, first.text, textsOf(at), context)];
  if (!only?.best) return brokenTexts(at, first, context);
  return only.isOneMeaning
    ? [keyRecord(at.name, only.best.text, textsOf(at), context)]
    : [sentence(context.say('dkim.guide.record.differ'))];
}

/** Each of these keys in the place of all that stands at the name, behind the condition that it is the one in use. None for a key of which no text is known that receivers can use. Pure. */
export function keyCases(at: GuidedName, held: readonly HeldKey[], context: SteppedWith): StepText[] {
  return held.flatMap(({ best, isOneMeaning }) => {
    if (best === null) return [];
    if (isOneMeaning) return [onlyCase(at, best, context)];
    return [inCase(signsWith(best, context), sentence(context.say('dkim.guide.record.differ')))];
  });
}
