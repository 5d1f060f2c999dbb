import { suggestionFor } from './misspelt.ts';
import { isDirective, sameAs, type SpfTerm } from './term.ts';

/**
 * True for a record that can be read, and in which receivers pass over something that names a sender: beside its `all` a redirect, behind it another `all` or a term
 * (RFC 7208 §5.1, §6.1), a mechanism with the sign of a modifier (§6), or several terms that separators make one name (§7.1). Where such a record was of no use so far, nobody but its owner knows what is to hold: readable
 * as it stands, it may refuse all mail.
 */
export function isDoubtful(terms: readonly SpfTerm[]): boolean {
  return terms.some(hasSeparator) || isIdleInPart(terms);
}

/** The same, but for terms in one name. */
export function isIdleInPart(terms: readonly SpfTerm[]): boolean {
  return terms.some(isMeantAsMechanism) || passesOver(terms);
}

function isMeantAsMechanism(term: SpfTerm): boolean {
  if (term.kind !== 'unknown' || term.value === '') return false;
  return MECHANISM.test(term.name) || suggestionFor(`${term.name}:x`) !== null;
}

/** Outside a macro, where they part what it stands for. */
function hasSeparator({ text }: SpfTerm): boolean {
  return /[,;|]/.test(text.replaceAll(/%\{[^}]*\}/g, ''));
}

const MECHANISM = /^(?:include|ip[46]|a|mx|ptr|exists)$/i;

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
