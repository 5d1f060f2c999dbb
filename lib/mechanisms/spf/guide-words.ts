import { parseSpfRecord } from './record.ts';
import { bodyOf, isDirective, lookUpsOf, type Qualifier, type SpfTerm } from './term.ts';

/** Records as lists of terms, for proposals: what is kept keeps its letters and its order. */

/** From the one that lets most in to the one that lets least in. */
const WEAKEST_FIRST: readonly Qualifier[] = ['+', '?', '~', '-'];

/** The weakest of several; `-` where there is none. */
export function weakest(qualifiers: readonly Qualifier[]): Qualifier {
  return WEAKEST_FIRST.find((each) => qualifiers.includes(each)) ?? '-';
}

/** The terms of a record that can be read, or null. */
export function termsOf(text: string): readonly SpfTerm[] | null {
  const parsed = parseSpfRecord(text);
  return parsed.state === 'valid' ? parsed.value.terms : null;
}

/** The text of a record with these terms, or null where receivers could not read it. */
export function recordOf(words: readonly string[]): string | null {
  const text = ['v=spf1', ...words].join(' ');
  return termsOf(text) === null ? null : text;
}

/** The record without some of its terms. */
export function without(text: string, gone: ReadonlySet<SpfTerm>, terms: readonly SpfTerm[]): string | null {
  if (gone.size === 0) return text;
  return recordOf(terms.flatMap((term) => (gone.has(term) ? [] : [term.text])));
}

/** Terms that say again what an earlier one says: receivers never get to them, but count what they look up. */
export function repeatedIn(terms: readonly SpfTerm[]): SpfTerm[] {
  const seen = new Set<string>();
  return terms.filter((term) => {
    if (!isDirective(term)) return false;
    const isAgain = seen.has(bodyOf(term));
    seen.add(bodyOf(term));
    return isAgain;
  });
}

/** How many look-ups the terms count as by themselves, without what they lead to. */
export function ownLookUps(terms: readonly SpfTerm[]): number {
  return terms.reduce((sum, term) => sum + lookUpsOf(term), 0);
}
