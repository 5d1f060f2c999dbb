import { isDoubtful } from './doubtful.ts';
import { repairedSpf } from './guide-repair.ts';
import { letsStrangersIn } from './open-term.ts';
import { ownLookUps, recordOf, termsOf, weakest } from './guide-words.ts';
import { bodyOf, isDirective, type SpfTerm } from './term.ts';

/** Several records made one, or why nobody but the owner can say which one that is. */
export type Merged =
  | { readonly state: 'one'; readonly text: string; readonly lookUps: number }
  /** Its own terms alone are more look-ups than receivers make (RFC 7208 §4.6.4). */
  | { readonly state: 'too-many'; readonly lookUps: number }
  | { readonly state: 'open' };

const LIMIT = 10;

/**
 * Makes several records of a name one, since receivers use none of several (RFC 7208 §4.5): every term in its order, each once, and one `all`, the weakest of
 * them; a `+all` becomes `?all`, since it would let everybody in. Open is what depends on more than the terms: a term that refuses somebody, one behind
 * an `all`, one that lets strangers in, a redirect, two explanations, a record that cannot be read in one way. Pure.
 */
export function mergedSpf(texts: readonly string[]): Merged {
  const records = texts.map((text) => termsOf(text) ?? termsOf(repairedSpf(text) ?? ''));
  if (records.some((terms) => terms === null)) return { state: 'open' };
  const all = records.flatMap((terms) => (terms ? [terms] : []));
  const wordings = new Set(all.map((terms) => terms.map(({ text }) => text).join(' ')));
  const [same = ''] = wordings;
  // The same twice has one answer, but for what lets strangers in or leaves open who may: nobody could use that so far.
  const [first = []] = all;
  const isOpen = isDoubtful(first) || first.some(letsStrangersIn);
  if (wordings.size === 1 && !isOpen)
    return { state: 'one', text: `v=spf1 ${same}`.trim(), lookUps: ownLookUps(first) };
  if (!all.every((terms) => isPlain(terms) && !isDoubtful(terms))) return { state: 'open' };
  const seen = new Map<string, SpfTerm>();
  for (const term of all.flat())
    if (term.kind !== 'all' && !seen.has(bodyOf(term))) seen.set(bodyOf(term), term);
  const kept = [...seen.values()];
  const directives = kept.filter(isDirective);
  const ends = all.map((terms) => terms.find((term) => term.kind === 'all')?.qualifier ?? '?');
  const end = weakest(ends);
  const modifiers = kept.filter((term) => !isDirective(term));
  const text = recordOf([
    ...directives.map((term) => term.text),
    `${end === '+' ? '?' : end}all`,
    ...modifiers.map((term) => term.text),
  ]);
  const lookUps = ownLookUps(kept);
  if (lookUps > LIMIT) return { state: 'too-many', lookUps };
  // Two explanations, of which only one may stand there.
  return text === null ? { state: 'open' } : { state: 'one', text, lookUps };
}

/** Terms that let in somebody in particular, with at most one `all`, behind them. */
function isPlain(terms: readonly SpfTerm[]): boolean {
  const directives = terms.filter(isDirective);
  const at = directives.findIndex(({ kind }) => kind === 'all');
  const isEnd = at === -1 || at === directives.length - 1;
  const isPositive = directives.every(
    (term) => term.kind === 'all' || (term.qualifier === '+' && !letsStrangersIn(term)),
  );
  return isEnd && isPositive && terms.every(({ kind }) => kind !== 'redirect');
}
