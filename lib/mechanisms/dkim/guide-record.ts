import { inCase, sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { DkimFacts } from './facts.ts';
import { brokenTexts, isBroken } from './guide-broken.ts';
import { isUseless, type GuidedName, type WrittenKey } from './guide-keys.ts';
import { severalTexts } from './guide-several.ts';
import { deletion, inLine, keyRecord, targetOf } from './guide-texts.ts';
import { wildcardTexts } from './guide-wildcard.ts';
import { isForgeable } from './judge.ts';
import type { DkimProblemCode } from './problems.ts';
import { withoutTest } from './text-tags.ts';

/** Names whose text or place is wrong, each with what is right, where one answer is. Null where there is nothing to tell. Pure. */
export function recordStep(
  dkim: DkimFacts,
  names: readonly GuidedName[],
  context: SteppedWith,
): MechanismStep | null {
  const { say, policyDomain } = context;
  const repairs = names.flatMap((at) => repairOf(at, context));
  const above = `_domainkey.${policyDomain}`;
  const isDenied = dkim.base === 'nxdomain' && names.some(({ state }) => state !== 'unavailable');
  const notes = isDenied ? [sentence(say('dkim.guide.record.nxdomain', { name: above }))] : [];
  const lost = names.filter(({ state, isCut }) => state === 'unavailable' || isCut);
  const open = lost.map(({ name, state }) =>
    sentence(
      say(state === 'unavailable' ? 'dkim.guide.record.unavailable' : 'dkim.guide.record.cut', { name }),
    ),
  );
  const body = [...repairs, ...notes];
  const sound = names.filter(
    ({ state, keys }) => state === 'found' && !keys.some(({ key }) => isForgeable(key.problems)),
  );
  const found = sound.map(({ name }) => name);
  if (body.length === 0 && found.length === 0 && lost.length === 0) return null;
  return {
    name: 'dkim-record',
    phase: 'senders',
    state: body.length > 0 ? 'needed' : lost.length > 0 ? 'unknown' : 'done',
    title: say('dkim.guide.record.title'),
    body:
      body.length + open.length > 0
        ? [...body, ...open]
        : [sentence(say('dkim.guide.record.sound', { names: inLine(found) }))],
  };
}

/** True where something of the text or the place of a key is wrong. What is wrong with the key itself is not told here. */
export function isAtFault(at: GuidedName, context: SteppedWith): boolean {
  return repairOf(at, context).length > 0;
}

function repairOf(at: GuidedName, context: SteppedWith): StepText[] {
  const { state, keys, isCut } = at;
  if (state === 'dangling') return danglingTexts(at, context);
  if (state !== 'found' || isCut || keys.some(({ key }) => isForgeable(key.problems))) return [];
  const target = targetOf(at);
  if (target !== null) return providerTexts(at, target, context);
  if (keys.length > 1) return severalTexts(at, context);
  const [only] = keys;
  if (!only) return [];
  const own = [...brokenTexts(at, only, context), ...testTexts(at, only, context)];
  const isKeyForAll = at.selector === '*' && only.key.state === 'usable';
  return isKeyForAll ? [...own, ...wildcardTexts(at, only.text, context)] : own;
}

function has({ key }: WrittenKey, code: DkimProblemCode): boolean {
  return key.problems.some((problem) => problem.code === code);
}

function providerTexts(
  { name, selector, keys }: GuidedName,
  target: string,
  { say }: SteppedWith,
): StepText[] {
  const isWrong = keys.length > 1 || keys.some((each) => isBroken(each) && !isUseless(each));
  const isKeyForAll = selector === '*' && keys.some(({ key }) => key.state === 'usable');
  return [
    ...(isWrong ? [sentence(say('dkim.guide.record.provider', { name, target }))] : []),
    ...(isKeyForAll
      ? [
          sentence(say('dkim.guide.record.wildcard')),
          sentence(say('dkim.guide.record.wildcardAlias', { target })),
        ]
      : []),
  ];
}

function danglingTexts({ name, aliases }: GuidedName, { say }: SteppedWith): StepText[] {
  const target = aliases.at(-1) ?? '';
  const line = `${name}. IN CNAME ${aliases[0] ?? ''}.`;
  return [
    sentence(say('dkim.guide.record.dangling', { name, target })),
    deletion(say('dkim.guide.record.danglingCase'), say('dkim.guide.record.danglingDelete'), line),
  ];
}

function testTexts({ name }: GuidedName, written: WrittenKey, context: SteppedWith): StepText[] {
  const { say } = context;
  if (written.key.state !== 'usable' || !has(written, 'dkim-testing')) return [];
  const value = withoutTest(written.text);
  return [
    sentence(say('dkim.guide.record.testing', { name })),
    inCase(say('dkim.guide.record.testingCase'), keyRecord(name, value, [written.text], context)),
  ];
}
