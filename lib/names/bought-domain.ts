import { parse } from 'tldts';

/**
 * The part of a name that somebody buys from a registry, by the public suffix list without its private part; null where the name is none of the public
 * DNS, such as one below a suffix that is not in the list; names that are kept for tests (RFC 6761 §6) count as if they were sold. Takes any name, underscores
 * included.
 */
export function boughtDomainOf(name: string): string | null {
  const { domain, isIcann } = parse(name, { extractHostname: false });
  return isIcann === true || /\.(?:test|example)$/.test(name) ? domain : null;
}
