/** How the names of a certificate fit a domain. `related`: another name of what seems the same organization, which only some receivers accept. */
export type NameMatch = 'exact' | 'related' | 'none';

/**
 * Whether one of the names is the domain or the one above it that DMARC goes by, or the name of the record of either (draft on mark certificates: the dNSName is that of the domain, or
 * of the selector below it). `domains` has the domain itself first. Pure.
 */
export function matchNames(names: readonly string[], domains: readonly string[]): NameMatch {
  const wanted = new Set(domains.flatMap((domain) => [domain, `default._bimi.${domain}`]));
  const written = names.map((name) => name.toLowerCase().replace(/\.$/, ''));
  if (written.some((name) => wanted.has(name))) return 'exact';
  const plain = written.map((name) => name.replace(/^[^.]+\._bimi\./, ''));
  const isRelated = plain.some((name) =>
    domains.some(
      (domain) =>
        name === domain || name.endsWith(`.${domain}`) || (name.includes('.') && domain.endsWith(`.${name}`)),
    ),
  );
  return isRelated ? 'related' : 'none';
}
