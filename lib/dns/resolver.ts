import type { RESOLVER_IDS } from './resolver-ids.ts';

/** The resolvers that a person can choose from. One is used at a time, and never a second one silently. */
export interface Resolver {
  /** Stable name for settings and reports; `custom` for a URL that a person gave. */
  readonly id: (typeof RESOLVER_IDS)[number];
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

/** The other names and the addresses at which the same service answers, as a URL has them. */
const ALSO_AT: Record<string, Resolver['id']> = {
  'one.one.one.one': 'cloudflare',
  '1.1.1.1': 'cloudflare',
  '1.0.0.1': 'cloudflare',
  '[2606:4700:4700::1111]': 'cloudflare',
  '[2606:4700:4700::1001]': 'cloudflare',
  '9.9.9.9': 'quad9',
  '149.112.112.112': 'quad9',
  '[2620:fe::fe]': 'quad9',
  '[2620:fe::9]': 'quad9',
  '8.8.8.8': 'google',
  '8.8.4.4': 'google',
  '[2001:4860:4860::8888]': 'google',
  '[2001:4860:4860::8844]': 'google',
  '194.242.2.2': 'mullvad',
  '[2a07:e340::2]': 'mullvad',
};

/**
 * Makes a resolver of a URL that a person typed: https, a host, no credentials; a `{?dns}` template is taken off
 * (RFC 8484 §4.1). Every address of a known resolver, however it is spelt, gives that one: as a custom one it would be excused from what holds for
 * public resolvers. Gives null for anything else.
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
  const known = knownAt(url);
  if (known) return known;
  const custom: Resolver = { id: 'custom', name: url.host, url: url.href };
  return /(?:^|\.)quad9\.net\.?$/.test(url.hostname) ? { ...custom, blocksWithoutRecursion: true } : custom;
}

/** The resolver of the list that answers at the host of an address, whatever its path; another port is another service. */
function knownAt({ hostname, port }: URL): Resolver | undefined {
  if (port !== '') return undefined;
  const host = unmapped(hostname.replace(/\.$/, ''));
  return RESOLVERS.find(({ id, url }) => new URL(url).hostname === host || ALSO_AT[host] === id);
}

/** An IPv4 address that stands in an IPv6 one (RFC 4291 §2.5.5.2), as the former; anything else as it is. */
function unmapped(host: string): string {
  const [, high, low] = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/.exec(host) ?? [];
  if (high === undefined || low === undefined) return host;
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}
