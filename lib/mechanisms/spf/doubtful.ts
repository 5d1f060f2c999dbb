import { suggestionFor } from './misspelt.ts';
import { isMechanismName, isNearRedirect } from './modifier-meant.ts';
import { isOddlyNamed } from './odd-name.ts';
import { isDirective, sameAs, type SpfTerm } from './term.ts';

/**
 * True for a record that can be read, and in which receivers pass over something that names a sender: beside its `all` a redirect, behind it another `all` or a term
 * (RFC 7208 §5.1, §6.1), a mechanism with the sign of a modifier (§6), several terms that separators make one name, or a name that no host has (§7.1). Where such a record was of no use so far, nobody but its owner knows what is to hold: readable
 * as it stands, it may refuse all mail.
 */
export function isDoubtful(terms: readonly SpfTerm[]): boolean {
  return hasSeparators(terms) || terms.some(isOddlyNamed) || isIdleInPart(terms);
}

/** The same, but for what stands in a name. */
export function isIdleInPart(terms: readonly SpfTerm[]): boolean {
  return terms.some(isMeantAsMechanism) || passesOver(terms);
}

function isMeantAsMechanism(term: SpfTerm): boolean {
  if (term.kind !== 'unknown' || term.value === '') return false;
  const { name } = term;
  return isMechanismName(name) || isNearRedirect(name) || suggestionFor(`${name}:x`) !== null;
}

/** True for separators outside a macro, where they part what it stands for. */
export function hasSeparators(terms: readonly SpfTerm[]): boolean {
  return terms.some(({ text }) => /[,;|]/.test(text.replaceAll(/%\{[^}]*\}/g, '')));
}

function passesOver(terms: readonly SpfTerm[]): boolean {
  const at = terms.findIndex(({ kind }) => kind === 'all');
  const [end, ...behind] = at === -1 ? [] : terms.slice(at);
  if (end === undefined || !isDirective(end)) return false;
  const before = new Set(terms.slice(0, at).map(({ text }) => sameAs(text)));
  const isSaid = (term: SpfTerm) =>
    !isDirective(term) ||
    (term.kind === 'all' ? term.qualifier === end.qualifier : before.has(sameAs(term.text)));
  return terms.some(({ kind }) => kind === 'redirect') || !behind.every(isSaid);
}
