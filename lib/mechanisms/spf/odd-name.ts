import type { SpfTerm } from './term.ts';

const LABEL = /^(?!-)[\w-]{1,63}(?<!-)$/;

/** The name of a mechanism, or the slashes of the web, in the place of a name. */
const TWICE = /^(?:[+?~-]?(?:include|exists|ip[46]|a|mx|ptr):|[a-z]+:\/\/)/i;

/**
 * True for a term whose name the grammar takes (RFC 7208 §7.1), and that no host has: an address of the web or of mail, two terms that have run together, a label that
 * is empty or too long. What a macro stands for is not looked at; nor is `exists` with macros, whose names are no hosts, but for a second mechanism. Pure.
 */
export function isOddlyNamed(term: SpfTerm): boolean {
  if (!('domain' in term) || term.domain === null) return false;
  const { parts } = term.domain;
  if (term.kind === 'exists' && parts.some((part) => typeof part !== 'string'))
    return TWICE.test(term.domain.text);
  const name = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const labels = name.replace(/\.$/, '').split('.');
  return !labels.every((label) => LABEL.test(label)) || !isTopName(labels.at(-1) ?? '');
}

/** True for what a registry can sell: letters, digits and inner hyphens (RFC 1123 §2.1), below a top-level domain as there are. */
export function isSellable(name: string): boolean {
  const labels = name.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label) && !label.includes('_')) &&
    isTopName(labels.at(-1) ?? '')
  );
}

/** Letters, or an A-label (RFC 3696 §2): `com-all` is the end of one term and the next, and `com2` none that there is. */
function isTopName(top: string): boolean {
  return /^(?:[a-z]+|xn--.*)$/i.test(top);
}
