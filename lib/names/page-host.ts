import { parseDomainName, parentOf, type DomainName } from './domain-name.ts';

/** The host of a web page, where it is a domain name; null for every other page. */
export function pageHostOf(url: string): DomainName | null {
  try {
    const { protocol, hostname } = new URL(url);
    return ['http:', 'https:'].includes(protocol) ? parseDomainName(hostname) : null;
  } catch {
    return null;
  }
}

/** The name and all names above it, of two labels or more: one of them is the policy domain that a host stands for. */
export function nameAndParents(name: DomainName): DomainName[] {
  const parent = parentOf(name);
  return parent?.includes('.') ? [name, ...nameAndParents(parent)] : [name];
}
