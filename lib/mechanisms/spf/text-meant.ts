import { mappedNetwork } from './mapped-network.ts';
import { isNear, OPEN } from './misspelt.ts';
import { readTerm } from './read-term.ts';

/**
 * The terms that a word of an SPF record was meant to be, where one answer alone is possible: whatever is offered is read again and is a term, and each host and
 * address in it stood in the word.
 */

/** Words within words: `ipv4:192.0.2.1,ipv4:192.0.2.2`. */
const DEEPEST = 2;
const LONGEST = 600;
/** More places at which a word may be two leave too much open. */
const MOST_SEAMS = 8;
/** What stands around names in other texts. */
const WRAPPING = /["'`<>()[\]\\]/g;
/** Where another term may begin within a word. */
const GLUED = /(?<=.)(?:[+?~-]?all$|(?:include|ip4|ip6|ipv4|ipv6|exists|(?<![a-z])(?:a|mx)):)/gi;
const BEHIND_ALL = /(?<=[+?~-]all)(?=[a-z])/gi;

/** True for what the grammar reads as a term. */
export function isTerm(word: string): boolean {
  return 'term' in readTerm(word, 0);
}

/** The mechanism in a word that its sign makes a modifier, which nobody knows: `include=a.example`; null in any other. */
export function mechanismIn(word: string): string | null {
  const mechanism = word.replace(/^(include|ip[46]|a|mx|ptr|exists)=/i, '$1:');
  const isMapped = /^ip/i.test(word) && mappedNetwork(word.slice(4)) !== null;
  return mechanism !== word && isTerm(mechanism) && !isMapped ? mechanism : null;
}

/** True for a term that is one by the grammar (RFC 7208 §7.1), and has another at the end of its name. */
export function isGlued(word: string): boolean {
  return (
    isTerm(word) &&
    /^[+?~-]?(?:include|exists|a|mx|ptr):.*(?:(?:include|ip[46]|exists|mx|a):|[.][a-z\d]+-all$)/is.test(word)
  );
}

/** The terms, with a space between them; empty for a word that is nothing but separators, null where it is open what was meant. Pure. */
export function meantTerms(word: string, seams: readonly number[] = [], depth = 0): string | null {
  if (word.length > LONGEST || depth > DEEPEST) return null;
  if (/^[,;|."'`()\\]+$/.test(word)) return '';
  const answers = new Set<string>();
  for (const parts of [...candidates(word), ...seamsIn(word, seams)]) {
    const read = parts.map((part) =>
      isTerm(part) && !isGlued(part) ? part : meantTerms(part, [], depth + 1),
    );
    if (read.every((part) => part !== null)) answers.add(read.filter((part) => part !== '').join(' '));
  }
  const [answer, another] = answers;
  return answer !== undefined && another === undefined ? answer : null;
}

function candidates(word: string): string[][] {
  const found: string[][] = [];
  // The space of a zone file; what else is escaped there by its number is no part of a name.
  if (/\\\d{3}/.test(word))
    return /\\(?!032)\d{3}/.test(word) ? [] : [word.split('\\032').filter((part) => part !== '')];
  const bare = word.replace(WRAPPING, '');
  if (bare !== word) return [[bare]];
  // Within a macro they part what it stands for.
  if (/[,;]/.test(word) && !word.includes('{')) return [word.split(/[,;]/).filter((part) => part !== '')];
  const doubled = /^([+?~-])\1+(?=[a-z])/i.exec(word);
  if (doubled) return [[word.slice(doubled[0].length - 1)]];
  if (/^[+?~-]?(?:all|a|mx|ptr)\.$/i.test(word)) return [[word.slice(0, -1)]];
  for (const other of otherNames(word)) found.push([other]);
  for (const { index } of [...word.matchAll(GLUED), ...word.matchAll(BEHIND_ALL)].slice(0, MOST_SEAMS))
    found.push([word.slice(0, index), word.slice(index)]);
  return found;
}

/** Where one string ended and the next began, they were joined without a space. */
function seamsIn(word: string, seams: readonly number[]): string[][] {
  const within = seams.filter((seam) => seam > 0 && seam < word.length);
  if (within.length === 0) return [];
  const parts = [0, ...within].map((from, index) => word.slice(from, within[index]));
  return [parts.filter((part) => part !== '')];
}

const DIRECTIVE = /^([+?~-]?)([a-z][a-z\d-]*?)([.:=].*|)$/is;
/** What people write in the place of a name that there is. */
const SLIPS: Readonly<Record<string, readonly string[]>> = {
  ip: ['ip4', 'ip6'],
  ipv4: ['ip4'],
  ipv6: ['ip6'],
  'ip-4': ['ip4'],
  'ip-6': ['ip6'],
  ip4v: ['ip4'],
  ip6v: ['ip6'],
  // The address says of which family it is.
  ip4: ['ip6'],
  ip6: ['ip4'],
  inc: ['include'],
  incl: ['include'],
  includes: ['include'],
  exist: ['exists'],
};
const NAMES = ['all', 'include', 'exists', 'ip4', 'ip6', 'ptr'];
/** Too short to be meant by what is only like them, and yet as near as others. */
const SHORT = ['a', 'mx'];

function otherNames(word: string): string[] {
  const [, sign = '', written = '', rest = ''] = DIRECTIVE.exec(word) ?? [];
  const name = written.toLowerCase();
  if ((name === 'redirect' || name === 'exp') && sign === '' && rest.startsWith(':'))
    return [`${written}=${rest.slice(1)}`];
  const known = SLIPS[name];
  const isOpen = NAMES.includes(name) || SHORT.includes(name) || OPEN.has(name);
  const near = isOpen ? [] : nearNames(name);
  const value = /^[=:]./s.test(rest) ? `:${rest.slice(1)}` : rest;
  const named = known ?? near;
  const mapped = named.some((each) => /^ip[46]$/.test(each)) ? mappedNetwork(value.slice(1)) : null;
  if (mapped !== null) return mapped === '' ? [] : [`${sign}ip4:${mapped}`];
  return named.map((each) => `${sign}${each}${value}`);
}

function nearNames(name: string): string[] {
  const near = [...NAMES, ...SHORT].filter((each) => isNear(name, each));
  return near.some((each) => SHORT.includes(each)) ? [] : near;
}
