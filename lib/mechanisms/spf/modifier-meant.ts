import { mappedNetwork } from './mapped-network.ts';
import { isNear, suggestionFor } from './misspelt.ts';
import { readTerm } from './read-term.ts';
import type { SpfTerm } from './term.ts';

const MECHANISM = /^(?:include|ip[46]|a|mx|ptr|exists)$/i;

/** True for the name of a mechanism that has a value. */
export function isMechanismName(name: string): boolean {
  return MECHANISM.test(name);
}

/** True for a name that is near to `redirect`. */
export function isNearRedirect(name: string): boolean {
  return isNear(name.toLowerCase(), 'redirect');
}

/**
 * The term that was meant by a modifier which nobody knows, and which receivers ignore (RFC 7208 §6): a mechanism with "=" in the place of ":", also where its name is misspelt, or a redirect
 * whose name is. Null where it is none, or where the value is none of that term. Pure.
 */
export function meantByModifier(name: string, value: string, offset = 0): SpfTerm | null {
  const meant = wordMeant(name, value);
  const read = meant === null ? null : readTerm(meant, offset);
  return read !== null && 'term' in read ? read.term : null;
}

function wordMeant(name: string, value: string): string | null {
  if (isNearRedirect(name)) return `redirect=${value}`;
  if (!isMechanismName(name)) return suggestionFor(`${name}:${value}`);
  const mapped = /^ip/i.test(name) ? mappedNetwork(value) : null;
  return mapped === null ? `${name}:${value}` : `ip4:${mapped}`;
}
