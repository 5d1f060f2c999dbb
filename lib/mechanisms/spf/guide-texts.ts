import { inCase, sentence, type SteppedWith, type StepText } from '../../steps.ts';
import { termsOf } from './guide-words.ts';
import { isDirective } from './term.ts';

/** The SPF record of the domain, in the place of what is there. */
export function ownRecord(
  value: string,
  replaces: readonly string[],
  { policyDomain, registrableOf }: SteppedWith,
): StepText {
  const zone = registrableOf(policyDomain) ?? policyDomain;
  return { kind: 'record', record: { ownerName: policyDomain, zone, value, replaces, separator: ' ' } };
}

/** Names in one line, the first few of them. */
export function inLine(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown}, …` : shown;
}

/** Why receivers come to the end of a record only from now on, as the key of a sentence; null where they came to it all along. */
type NewEnd = 'spf.guide.repair.soft' | 'spf.guide.repair.wasOpen' | null;

/** Receivers could not use it, or everybody passed before; of both, the error counts. */
export function newEndOf(wasBroken: boolean, wasOpen: boolean): NewEnd {
  if (wasBroken) return 'spf.guide.repair.soft';
  return wasOpen ? 'spf.guide.repair.wasOpen' : null;
}

/**
 * A record in the place of one that receivers did not use to its end. With `-all` they can refuse from now on whoever is not in it, and refused nobody for it so far: so it ends in
 * `~all`, and as it was written only for whoever knows that the list is whole, or that nobody sends.
 */
export function usableRecord(
  value: string,
  replaces: readonly string[],
  context: SteppedWith,
  newEnd: NewEnd = 'spf.guide.repair.soft',
): readonly StepText[] {
  const { say } = context;
  const soft = value.replace(/(?<= )-all(?= |$)/i, '~all');
  if (soft === value) return [ownRecord(value, replaces, context)];
  const knowing = isAnybodyIn(value) ? 'spf.guide.end.case' : 'spf.guide.new.closedCase';
  return [
    ...(newEnd === null ? [] : [sentence(say(newEnd))]),
    ownRecord(soft, replaces, context),
    inCase(say(knowing), ownRecord(value, replaces, context)),
  ];
}

/**
 * A record without some of its terms. Where nobody is left in it, only the owner knows whether it is to refuse everybody. Where receivers could not use it so far, a `+all` there would
 * let everybody in from now on: it becomes `?all`.
 */
export function shorterRecord(
  shorter: string,
  text: string,
  newEnd: NewEnd,
  context: SteppedWith,
  isOpen = false,
): readonly StepText[] {
  const wasBroken = newEnd === 'spf.guide.repair.soft';
  // The error that keeps strangers out is better than what would be left.
  if (wasBroken && isOpen) return [sentence(context.say('spf.guide.repair.stillOpen'))];
  const value = wasBroken ? shorter.replace(/(?<= )\+?all(?= |$)/i, '?all') : shorter;
  // An end that was reached before refuses nobody anew.
  if (newEnd === null && isAnybodyIn(value)) return [ownRecord(value, [text], context)];
  return usableRecord(value, [text], context, newEnd);
}

/** True for a record that names somebody. */
function isAnybodyIn(value: string): boolean {
  const terms = termsOf(value) ?? [];
  return terms.some((term) => term.kind === 'redirect' || (isDirective(term) && term.kind !== 'all'));
}
