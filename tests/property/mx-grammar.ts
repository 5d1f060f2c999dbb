import { neverMatches } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';

/** RFC 8461 §4.1 and RFC 6125 label by label, in another way than in lib/. */
export function matchesLabelByLabel(pattern: string, host: string): boolean {
  const wanted = pattern.split('.').map(lowerCase);
  const given = (host.endsWith('.') ? host.slice(0, -1) : host).split('.').map(lowerCase);
  const isWildcard = wanted.length > 1 && wanted[0] === '*';
  if (!wanted.slice(isWildcard ? 1 : 0).every(isLetDigHyphen)) return false;
  // Beyond what DNS can hold, and IP addresses, which are no names.
  if (neverMatches(pattern)) return false;
  // A label that begins with a wildcard belongs to no host.
  if (given.length !== wanted.length || given[0] === '' || given[0]?.startsWith('*')) return false;
  return wanted.every((label, i) => (i === 0 && isWildcard) || label === given[i]);
}

export const lowerCase = (label: string) =>
  label
    .split('')
    .map((c) => (c >= 'A' && c <= 'Z' ? String.fromCharCode(c.charCodeAt(0) + 32) : c))
    .join('');

const isLetDigHyphen = (label: string) =>
  label !== '' &&
  !label.startsWith('-') &&
  !label.endsWith('-') &&
  label.split('').every((c) => /[a-z0-9-]/.test(c));

/** sts-policy-mx-value of RFC 8461 §3.2. */
export const isMxPattern = (pattern: string) =>
  (pattern.startsWith('*.') ? pattern.slice(2) : pattern).split('.').map(lowerCase).every(isLetDigHyphen);
