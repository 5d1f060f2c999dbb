import { mappedNetwork } from './mapped-network.ts';

/** What people write for the names of SPF, beside slips of one letter. */
const KNOWN: Readonly<Record<string, string>> = {
  ipv4: 'ip4',
  ipv6: 'ip6',
  ip: 'ip4',
  ip4v: 'ip4',
  ip6v: 'ip6',
  inc: 'include',
  incl: 'include',
  includes: 'include',
  al: 'all',
  redirect: 'redirect=',
  exp: 'exp=',
};
/** Two terms without a space, as likely as one letter too many. */
export const OPEN: ReadonlySet<string> = new Set(['mxa', 'amx', 'ptra', 'aptr']);
const NAMES = ['all', 'include', 'ip4', 'ip6', 'exists', 'ptr', 'mx'];

/** The term that a misspelt one was meant to be, where its name is near to one that there is; null where that is open. Pure. */
export function suggestionFor(word: string): string | null {
  const [, sign = '', written = '', rest = ''] = /^([+?~-]?)([a-z\d]+)[.]?(.*)$/is.exec(word) ?? [];
  const name = written.toLowerCase();
  // A dot behind a name is no name of a host: "mx." and "all." were meant without it.
  const isBare = /^[+?~-]?[a-z\d]+\.$/i.test(word);
  if (isBare && ['a', ...NAMES].includes(name)) return `${sign}${name}`;
  const meant = KNOWN[name] ?? (name.length > 2 ? NAMES.find((each) => isNear(name, each)) : undefined);
  if (meant === undefined || OPEN.has(name) || (word.includes('.') && !/[:=]/.test(rest))) return null;
  if (meant.endsWith('=')) return rest.startsWith(':') ? `${meant}${rest.slice(1)}` : null;
  const mapped = /^ip[46]$/.test(meant) ? mappedNetwork(rest.slice(1)) : null;
  if (mapped !== null) return mapped === '' ? null : `${sign}ip4:${mapped}`;
  const value = meant === 'ip4' && (rest.match(/:/g)?.length ?? 0) > 2 ? `ip6${rest}` : `${meant}${rest}`;
  return meant === 'all' ? (rest === '' ? `${sign}all` : null) : rest === '' ? null : `${sign}${value}`;
}

/** One letter too many, too few or another, or two that changed places. Of two that are not the same. */
export function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
