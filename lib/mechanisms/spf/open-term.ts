import { macroLetters } from './domain-spec.ts';
import { isNamedByStranger } from './stranger-name.ts';
import { isDirective, type SpfTerm } from './term.ts';

/** Lengths of prefixes below which a range holds a good part of all addresses, most of them of others. */
const ENORMOUS = { ipv4: 8, ipv6: 16 } as const;

/** True where a range of one of these lengths is enormous. RFC 7208 draws no line; RFC 9989 §11.1 asks to look at it. */
export function isEnormous(prefix4: number, prefix6: number): boolean {
  return prefix4 < ENORMOUS.ipv4 || prefix6 < ENORMOUS.ipv6;
}

/**
 * True for a term by which strangers pass: `+all`, an enormous range, a name of their own choice, an `exists` that does not depend on the message (RFC 7208 §5.7). Whether the
 * name of the last exists, is not looked at. Pure.
 */
export function letsStrangersIn(term: SpfTerm): boolean {
  if (isTheirs(term)) return true;
  if (!isDirective(term) || term.qualifier !== '+') return false;
  if (term.kind === 'all') return true;
  if (term.kind === 'exists') return macroLetters(term.domain).every((letter) => 'dov'.includes(letter));
  return hasEnormousRange(term);
}

/** True for a term that passes on whoever its name says, where each sender chooses that name. */
export function isTheirs(term: SpfTerm): boolean {
  if (!('domain' in term) || term.domain === null || term.kind === 'exp') return false;
  return (term.kind === 'redirect' || term.qualifier === '+') && isNamedByStranger(term.domain);
}

/** True for a term that names a range of that size, whatever its qualifier. */
export function hasEnormousRange(term: SpfTerm): boolean {
  if (term.kind === 'ip4') return isEnormous(term.prefix, 128);
  if (term.kind === 'ip6') return isEnormous(32, term.prefix);
  return (term.kind === 'a' || term.kind === 'mx') && isEnormous(term.prefix4, term.prefix6);
}
