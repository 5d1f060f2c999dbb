/** The resolvers that a person can choose from. One is used at a time, and never a second one silently. */
export interface Resolver {
  /** Stable name for settings and reports; `custom` for a URL that a person gave. */
  readonly id: 'cloudflare' | 'quad9' | 'google' | 'mullvad' | 'custom';
  /** The name that people know; the host for a custom one. */
  readonly name: string;
  /** The DNS-over-HTTPS endpoint (RFC 8484 §4.1). */
  readonly url: string;
  /** Answers NXDOMAIN with RA=0 for a name that it blocks, which is then not known to be absent. */
  readonly blocksWithoutRecursion?: true;
}

export const DEFAULT_RESOLVER: Resolver = {
  id: 'cloudflare',
  name: 'Cloudflare',
  url: 'https://cloudflare-dns.com/dns-query',
};

export const RESOLVERS: readonly Resolver[] = [
  DEFAULT_RESOLVER,
  { id: 'quad9', name: 'Quad9', url: 'https://dns.quad9.net/dns-query', blocksWithoutRecursion: true },
  { id: 'google', name: 'Google', url: 'https://dns.google/dns-query' },
  { id: 'mullvad', name: 'Mullvad', url: 'https://dns.mullvad.net/dns-query' },
];

/**
 * Makes a resolver of a URL that a person typed: https, a host, no credentials; a `{?dns}` template is taken off
 * (RFC 8484 §4.1). The address of a known resolver gives that one. Gives null for anything else.
 */
export function parseCustomResolver(text: string): Resolver | null {
  let url: URL;
  try {
    url = new URL(text.trim().replace(/\{\?dns\}$/, ''));
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' || url.username || url.password || !url.hostname) return null;
  url.hash = '';
  const known = RESOLVERS.find((resolver) => resolver.url === url.href);
  if (known) return known;
  const custom: Resolver = { id: 'custom', name: url.host, url: url.href };
  return /(?:^|\.)quad9\.net$/.test(url.hostname) ? { ...custom, blocksWithoutRecursion: true } : custom;
}
