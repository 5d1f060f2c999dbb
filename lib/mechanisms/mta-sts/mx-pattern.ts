/**
 * ["*."] Domain, with sub-domain of RFC 5321 §4.1.2: Let-dig [Ldh-str]. Either case; A-labels need no rule of their own. Written as
 * what lies between letters and digits, hyphens or one dot, so that there is one way to read a text, in one pass.
 */
const PATTERN = /^(?:\*\.)?[A-Za-z0-9]+(?:(?:-+|\.)[A-Za-z0-9]+)*$/;

/** How a name ends that is complete by itself: a country, or what most providers of mail stand under. */
export const COMPLETE_ENDING = /^(?:[a-z]{2}|com|net|org|info|email|cloud|microsoft)$/i;

/** What is wrong with the text of an mx pattern, in the order in which it is looked for. */
export type MxPatternFault =
  'u-label' | 'trailing-dot' | 'underscore' | 'wildcard' | 'list' | 'port' | 'syntax';

/**
 * Holds a pattern against the grammar of RFC 8461 §3.2, `sts-policy-mx-value = ["*."] Domain`.
 * Takes the value of an mx field without surrounding space; gives the fault that says most, or null where it is well formed.
 */
export function faultOfMxPattern(pattern: string): MxPatternFault | null {
  if (PATTERN.test(pattern)) return null;
  const domain = pattern.startsWith('*.') ? pattern.slice(2) : pattern;
  // oxlint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(pattern)) return 'u-label';
  if (/[\s,;]/.test(pattern)) return 'list';
  if (pattern.includes(':')) return 'port';
  if (domain.includes('*')) return 'wildcard';
  if (domain.endsWith('.')) return 'trailing-dot';
  if (domain.includes('_')) return 'underscore';
  return 'syntax';
}

/** True for a pattern that is well formed and can match no MX host name: an IP address, or one beyond the lengths of DNS. */
export function neverMatches(pattern: string): boolean {
  if (/^(?:\d{1,3}|\*)(?:\.\d{1,3}){3}$/.test(pattern)) return true;
  // "*." takes as much room as the shortest label that it can stand for.
  return pattern.length > 253 || (pattern.length > 63 && /[^.]{64}/.test(pattern));
}

/** True for one label, such as "mail": well formed, and no host of the internet has such a name. */
export function isSingleLabel(pattern: string): boolean {
  return !pattern.includes('.');
}

/**
 * Tells whether an MX host is allowed by one pattern (RFC 8461 §4.1): without regard to case, and `*` stands for
 * exactly one whole label, the leftmost. Names may have a final dot; a malformed pattern matches nothing.
 */
export function matchesMx(pattern: string, host: string): boolean {
  return mxMatcher([pattern])(host) !== null;
}

/**
 * Prepares many patterns for many hosts: linear in the size of the policy, then constant for each host.
 * The function it gives returns the first pattern, as written, that covers the host, or null; an exact one comes
 * before a wildcard.
 */
export function mxMatcher(patterns: readonly string[]): (host: string) => string | null {
  const byName = new Map<string, string>();
  for (const pattern of patterns) {
    const key = pattern.toLowerCase();
    const isOfUse = faultOfMxPattern(pattern) === null && !neverMatches(pattern);
    if (isOfUse && !byName.has(key)) byName.set(key, pattern);
  }
  return (host) => {
    // Case is that of ASCII alone (RFC 4343): toLowerCase would make a "k" of the Kelvin sign.
    const name = host.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\.$/, '');
    // A host that itself begins with "*." would find the wildcard's own key; it is no host name.
    if (name.startsWith('*')) return null;
    const dot = name.indexOf('.');
    const wildcard = dot > 0 ? byName.get(`*${name.slice(dot)}`) : undefined;
    return byName.get(name) ?? wildcard ?? null;
  };
}
