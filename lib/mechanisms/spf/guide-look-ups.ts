import { sentence, type MechanismStep, type SteppedWith, type StepText } from '../../steps.ts';
import type { StoredTree, TreeRow } from './facts.ts';
import { LIMIT, neverEnds, opensWithout, termOfRow, VOID_LIMIT } from './guide-targets.ts';
import { inLine, newEndOf, shorterRecord } from './guide-texts.ts';
import { repeatedIn, termsOf, without } from './guide-words.ts';
import { isOddlyNamed } from './odd-name.ts';
import type { SpfTerm } from './term.ts';

export const UNUSED_QUESTION = 'spf-unused';

/** A term of the record that counts, with how much. */
interface Counted {
  readonly term: SpfTerm;
  readonly row: TreeRow;
}

/**
 * Not more than ten look-ups and two void ones (RFC 7208 §4.6.4). What costs look-ups for nothing goes first: terms that stand twice, and names with no address. The
 * rest only the owner knows; a record is shown where it is known to keep the limit. Pure.
 */
export function lookUpStep(text: string, tree: StoredTree, context: SteppedWith): MechanismStep {
  const { say, answers } = context;
  const terms = termsOf(text) ?? [];
  const counted = tree.rows.flatMap((row): Counted[] => {
    const term = termOfRow(terms, row);
    return term === null ? [] : [{ term, row }];
  });
  const voids = tree.rows.filter(({ state }) => state === 'void');
  const free = freeOf(terms, counted, tree);
  const isTooMany = tree.count > LIMIT;
  const isTooVoid = voids.length > VOID_LIMIT;
  const chosen = new Set(answers[UNUSED_QUESTION] ?? []);
  const gone = new Set([...free, ...counted.flatMap(({ term }) => (chosen.has(term.text) ? [term] : []))]);
  const left = tree.count - sumOf(counted.filter(({ term }) => gone.has(term)));
  const value = gone.size > 0 ? without(text, gone, terms) : null;
  const isKnown = !tree.isAtLeast || isTooMany;
  const dangling = new Set(tree.dangling.map(({ target }) => target));
  const ending = counted.flatMap(({ term, row }) => (dangling.has(row.target ?? '') ? [term] : []));
  const isOpen = (isGone: boolean) =>
    counted.some(({ term, row }) => row.letsAllIn && gone.has(term) === isGone);
  const newEnd = newEndOf(neverEnds(ending, tree), isOpen(true) && !isOpen(false));
  const offered =
    value !== null && isAllowed(left, tree)
      ? shorterRecord(value, text, newEnd, context, opensWithout(gone, terms, tree))
      : [];
  const body: StepText[] = [
    sentence(
      say(tree.isAtLeast ? 'spf.guide.lookUps.atLeast' : 'spf.guide.lookUps.count', { count: tree.count }),
    ),
    ...(tree.eleventh
      ? [
          sentence(
            say('spf.guide.lookUps.eleventh', {
              term: tree.eleventh.term,
              behind: inLine(tree.eleventh.behind),
            }),
          ),
        ]
      : []),
    ...(free.length > 0
      ? [sentence(say('spf.guide.lookUps.free', { terms: inLine(free.map((term) => term.text)) }))]
      : []),
    ...(isTooMany ? choice(counted, free, { gone: gone.size, left }, context) : []),
    ...offered,
    ...(isTooMany
      ? [
          sentence(say('spf.guide.lookUps.subdomain')),
          sentence(say('spf.guide.lookUps.order')),
          sentence(say('spf.guide.lookUps.flatten')),
        ]
      : []),
    ...(!isTooMany && tree.count > LIMIT - 2 ? [sentence(say('spf.guide.lookUps.near'))] : []),
  ];
  return {
    name: 'spf-look-ups',
    phase: 'senders',
    state: isTooMany || isTooVoid ? 'needed' : isKnown ? 'done' : 'unknown',
    title: say('spf.guide.lookUps.title'),
    body,
  };
}

/** A record that is not known to keep the limit is none to publish, but for one that had the same before and is shorter now. */
function isAllowed(left: number, { count, isAtLeast }: StoredTree): boolean {
  return left <= LIMIT && (!isAtLeast || count <= LIMIT);
}

function sumOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { row }) => sum + row.count, 0);
}

/**
 * Terms without which nobody is let in less: those that say again what an earlier one says, names that anybody can buy, and, where a limit is passed, those without an
 * address. Within the limits such a name does no harm, and its owner may give it one again.
 */
function freeOf(terms: readonly SpfTerm[], counted: readonly Counted[], tree: StoredTree): SpfTerm[] {
  const gone = new Set(repeatedIn(terms));
  const dangling = new Set(tree.dangling.map(({ target }) => target));
  const isOver = tree.count > LIMIT || tree.rows.filter(({ state }) => state === 'void').length > VOID_LIMIT;
  const isVoid = ({ row: { state, kind, target, hosts } }: Counted) =>
    (isOver && state === 'void' && (kind === 'a' || kind === 'mx')) ||
    (isOver && state === 'found' && hosts === 0) ||
    dangling.has(target ?? '');
  // What has run together, or is misspelt, was meant to let somebody in.
  for (const each of counted) if (isVoid(each) && !isOddlyNamed(each.term)) gone.add(each.term);
  return terms.filter((term) => term.kind !== 'all' && gone.has(term));
}

/** Which of the others are needed, only the owner knows. */
function choice(
  counted: readonly Counted[],
  free: readonly SpfTerm[],
  { gone, left }: { readonly gone: number; readonly left: number },
  { say }: SteppedWith,
): StepText[] {
  const others = counted.filter(({ term }) => !free.includes(term));
  return [
    {
      kind: 'question',
      question: {
        name: UNUSED_QUESTION,
        label: say('spf.guide.lookUps.unused'),
        hint: say('spf.guide.lookUps.unusedHint'),
        form: 'some',
        options: others.map(({ term, row: { count, provider } }) => ({
          value: term.text,
          text:
            provider === null
              ? say('spf.guide.lookUps.term', { term: term.text, count })
              : say('spf.guide.lookUps.termOf', { term: term.text, provider, count }),
        })),
        fault: gone > 0 && left > LIMIT ? say('spf.guide.lookUps.left', { count: left }) : null,
      },
    },
  ];
}
