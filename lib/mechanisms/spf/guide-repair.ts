import { plain } from '../../text/meant-record.ts';
import { parseIpv4, parseIpv6 } from './address.ts';
import { isDoubtful, isIdleInPart } from './doubtful.ts';
import { ownLookUps, recordOf, termsOf } from './guide-words.ts';
import { mappedNetwork } from './mapped-network.ts';
import { letsStrangersIn } from './open-term.ts';
import { readTerm } from './read-term.ts';
import { sameAs } from './term.ts';
import { isGlued, mechanismIn } from './text-meant.ts';

/** More than any record has; what is kept of a longer text is cut. */
const MOST_READ = 3900;
const MOST_LOOK_UPS = 10;
const HEAD = /^["'(\s]*(?:v(?:ersion)?\s*[=:]\s*["']?)?spf[\s._-]?v?1?(?![\d.])[\s;:,]*/i;

/**
 * The record that a broken text was meant to be, or null where more than one answer is possible. Kept letter for letter is every term that is right; mended are slips with
 * one answer alone: version, quotes, dashes, separators, a space too many or too few, a misspelt name, an address of the other family. Of a sound record the same text
 * comes back; one that lets strangers in never does, nor one that could not be read and passes over what it says. Pure.
 */
export function repairedSpf(text: string): string | null {
  if (text.length > MOST_READ) return null;
  // The space of a zone file; what else is escaped there by its number stands for what nobody can read.
  const spaced = plain(text).replaceAll('\\032', ' ');
  if (/\\\d{3}/.test(spaced)) return null;
  const inner = spaced.replaceAll('\\', '').replace(/["')\s]+$/, '');
  const head = HEAD.exec(inner)?.[0];
  if (head === undefined || !/^["'(\s]*v|[+?~-]all\b|\b(?:include|ip[46]):/i.test(inner)) return null;
  const isReadable = termsOf(text) !== null;
  const isSound = isReadable && !hasGluedTerm(text);
  const words = joined(
    inner
      .slice(head.length)
      .split(/\s/)
      .filter((word) => word !== ''),
  ).map((word) => (isSound ? word : (mechanismIn(word) ?? word)));
  // The seam to another record: which of the two ends holds, nobody knows.
  if (words.some((word) => /^v=?spf/i.test(word))) return null;
  const parts = isReadable ? words : words.flatMap(partsOf);
  if (parts.some((part, index) => isUnderSign(part, parts[index - 1] ?? ''))) return null;
  const mended = parts.map((part) => (isReadable || !isTorn(part) ? mendedWord(part) : null));
  if (mended.some((each) => each === null)) return null;
  const all = mended.flatMap((each) => each ?? []);
  // A modifier that stands twice says nothing more the second time.
  const once = all.filter(
    (word, index) =>
      !/^(?:redirect|exp)=/i.test(word) || all.findIndex((other) => sameAs(other) === sameAs(word)) === index,
  );
  const kept = once.filter((word) => !/^exp=$/i.test(word));
  const hasAll = kept.some((word) => /^[?~-]all$/i.test(word));
  const repaired = recordOf(kept.filter((word) => !(hasAll && /^redirect=$/i.test(word))));
  const terms = termsOf(repaired ?? '') ?? [];
  // What was of no use so far would let strangers in.
  const isNew = repaired !== text;
  if (terms.some((term) => letsStrangersIn(term) && (isNew || term.kind === 'all'))) return null;
  if (isSound) return repaired;
  // Receivers would use no more of it than they do now (RFC 7208 §4.6.4).
  if (isNew && ownLookUps(terms) > MOST_LOOK_UPS) return null;
  return (isNew ? isDoubtful(terms) : isIdleInPart(terms)) ? null : repaired;
}

/** A name whose value stands behind a space. */
function joined(words: readonly string[]): string[] {
  const all: string[] = [];
  for (const word of words) {
    const last = all.at(-1) ?? '';
    const isOpen = /^[+?~-]?(?:include|ip[46]|a|mx|exists|redirect|exp)[:=]$/i.test(last);
    // `- all`: a sign by itself belongs to nothing else.
    if (/^[+?~-]$/.test(last) && /^all$/i.test(word)) all[all.length - 1] = last + word;
    else if (isOpen && !isTerm(word) && !/^[+?~-]/.test(word) && isTerm(last + word))
      all[all.length - 1] = last + word;
    else all.push(word);
  }
  return all;
}

function isTerm(word: string): boolean {
  return 'term' in readTerm(word, 0);
}

/**
 * The terms in a word of a record that nobody could read so far: the grammar takes separators and quotes as parts of a name (RFC 7208 §7.1), and there they are none. Within a
 * macro they part what it stands for.
 */
function partsOf(word: string): string[] {
  return word
    .split(/[,;|](?![^{}]*\})/)
    .map((part) => part.replace(/^["'`(<[]+|["'`)>\]]+$|(?<=[:=])["'`(<[]+/g, ''))
    .filter((part) => part !== '');
}

/** True where quotes stand in the middle: between two names, or nobody knows of what. */
function isTorn(part: string): boolean {
  return /["'`()<>[\]]/.test(part);
}

/** True for an address alone behind a term with a sign, which may be meant for both: whoever was refused there is not to pass. */
function isUnderSign(part: string, before: string): boolean {
  const [address = ''] = part.split('/');
  return /^[?~-](?!all$)/i.test(before) && (parseIpv4(address) ?? parseIpv6(address)) !== null;
}

/** The terms that one word was meant to be; null where that is open. */
function mendedWord(word: string): string[] | null {
  const read = readTerm(word, 0);
  if ('term' in read) return isGlued(word) ? (splitWord(word) ?? [word]) : [word];
  const { code, parameters } = read.fault;
  if (code === 'spf-modifier-empty') return [word];
  if (code === 'spf-space-missing') return splitWord(word);
  if (code === 'spf-misspelt-mechanism') return asTerm(parameters?.['suggestion'] ?? '');
  if (code === 'spf-qualifier-misplaced') return asTerm(word.replace(/^([+?~-])\1+/, '$1'));
  return asTerm(otherFamily(word)) ?? asTerm(word.replace(/\/0+(?=\d)/g, '/'));
}

function asTerm(word: string): string[] | null {
  return isTerm(word) ? [word] : null;
}

/** True where two terms without a space between them are read as one, with a name that there cannot be. */
export function hasGluedTerm(text: string): boolean {
  return text.split(' ').some(isGlued);
}

/** Two terms without a space between them, where one place alone makes both of them right. */
function splitWord(word: string): string[] | null {
  const pairs = Array.from({ length: word.length - 1 }, (_, at) => [
    word.slice(0, at + 1),
    word.slice(at + 1),
  ]);
  const right = pairs.filter((pair) => pair.every((part) => isTerm(part) && !isGlued(part)));
  const [only] = right;
  return right.length === 1 && only ? only : null;
}

/** An address stands where it belongs: `ip4:2001:db8::1`, `a:192.0.2.1` and `192.0.2.1` can mean one thing alone. */
function otherFamily(word: string): string {
  const [, sign = '', value = ''] = /^([+?~-]?)(?:(?:ip[46]|a|include|mx):)?(.+)$/i.exec(word) ?? [];
  const mapped = mappedNetwork(value);
  if (mapped !== null) return mapped === '' ? '' : `${sign}ip4:${mapped}`;
  const [address = '', ...rest] = value.split('/');
  const range = rest.length === 0 ? '' : `/${rest.join('/')}`;
  if (parseIpv4(address)) return `${sign}ip4:${address}${range}`;
  return parseIpv6(address) ? `${sign}ip6:${address}${range}` : '';
}
