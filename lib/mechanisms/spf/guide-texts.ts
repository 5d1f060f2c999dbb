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

/**
 * A record in the place of one that receivers could not use to its end. With `-all` they can refuse from now on whoever is not in it, and refused nobody for it so far: so it ends in
 * `~all`, and as it was written only for whoever knows that the list is whole.
 */
export function usableRecord(
  value: string,
  replaces: readonly string[],
  context: SteppedWith,
): readonly StepText[] {
  const { say } = context;
  const terms = termsOf(value) ?? [];
  const isStrict = terms.some((term) => term.kind === 'all' && term.qualifier === '-');
  if (!isStrict || terms.length === 1) return [ownRecord(value, replaces, context)];
  return [
    sentence(say('spf.guide.repair.soft')),
    ownRecord(softened(value), replaces, context),
    inCase(say('spf.guide.end.case'), ownRecord(value, replaces, context)),
  ];
}

/**
 * A record without some of its terms. Where nobody is left in it, only the owner knows whether it is to refuse everybody. Where `isEndNew`, no evaluation came to its end so far, and a
 * `+all` there would let everybody in from now on: it becomes `?all`.
 */
export function shorterRecord(
  shorter: string,
  text: string,
  isEndNew: boolean,
  context: SteppedWith,
): readonly StepText[] {
  const value = isEndNew ? shorter.replace(/(?<= )\+?all(?= |$)/i, '?all') : shorter;
  const terms = termsOf(value) ?? [];
  const isAnybody = terms.some(
    (term) => term.kind === 'redirect' || (isDirective(term) && term.kind !== 'all'),
  );
  const soft = softened(value);
  // An end that was reached before refuses nobody anew.
  if (!isEndNew && isAnybody) return [ownRecord(value, [text], context)];
  if (isAnybody || soft === value) return usableRecord(value, [text], context);
  return [
    ownRecord(soft, [text], context),
    inCase(context.say('spf.guide.new.closedCase'), ownRecord(value, [text], context)),
  ];
}

function softened(value: string): string {
  return value.replace(/(?<= )-all(?= |$)/i, '~all');
}
