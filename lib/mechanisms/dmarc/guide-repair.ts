import { isErrorBy } from '../../problem.ts';
import { plain } from '../../text/meant-record.ts';
import { meantBelow, type MeantBelow } from './guide-below.ts';
import { printed, withTags, type WrittenTag } from './guide-tags.ts';
import { HISTORIC_TAGS, nearestTag, TAGS } from './known-tags.ts';
import { mergedTags } from './guide-merge.ts';
import { policyOf, type Policy } from './policy.ts';
import { DMARC_PROBLEMS } from './problems.ts';
import { parseDmarcRecord } from './record.ts';
import { meantTags } from './text-meant.ts';
import { isTarget, WRONG_DELIMITER } from './text-pieces.ts';
import { splitUris } from './uris.ts';

/** What a broken record, or several of them, was meant to be. */
export interface Meant {
  /** All that is right in it, in its order, with the policies as they were meant; weaker ones where several texts disagree. */
  readonly tags: readonly WrittenTag[];
  /** The policy that was meant; null where none can be read. */
  readonly declared: Policy | null;
  /** What was meant for names below, where that is plain. */
  readonly below: MeantBelow;
}

/** More than any record has; what is kept of a longer text is cut. */
const MOST_READ = 4000;

/**
 * Reads texts that were meant as the record of one name as one. A tag that is right keeps its letters. A value that cannot be read is left out, which is what receivers do
 * with it (RFC 9989 §4.8), but for slips with one answer: an address without `mailto:`, a colon for "=", a misspelt name of a list of addresses. Of texts that receivers `ignore` beside
 * one that they read only the addresses count. Null for a text that is too long. Pure.
 */
export function meantBy(texts: readonly string[], ignored: readonly string[] = []): Meant | null {
  if (texts.length === 0 || [...texts, ...ignored].some((text) => text.length > MOST_READ)) return null;
  const addresses = ignored.flatMap(rightTags).filter(({ name }) => /^ru[af]$/i.test(name));
  const right = mergedTags(texts.map((text, at) => [...rightTags(text), ...(at === 0 ? addresses : [])]));
  const p = right.find(({ name }) => name.toLowerCase() === 'p');
  // Of several texts the policies come first; in one, all but p stays where it is.
  const inOrder =
    texts.length > 1 ? [...right.filter(isPolicy), ...right.filter((tag) => !isPolicy(tag))] : right;
  const below = meantBelow(texts.flatMap(partsOf).filter((part) => !isAnything(part)));
  return { tags: withTags(inOrder, {}), declared: p ? policyOf(p.value) : null, below };
}

function isPolicy({ name }: WrittenTag): boolean {
  return /^(?:p|sp|np)$/i.test(name);
}

const KNOWN: ReadonlySet<string> = new Set([...TAGS, ...HISTORIC_TAGS]);

/** A value that may hold anything, or an address. */
function isAnything(part: string): boolean {
  const tag = rightTag(part);
  return tag !== null && !isPolicy(tag);
}

/** What is right in one text. Before its version stand tags of DMARC that are out of place, or something else, such as a verification. */
function rightTags(text: string): WrittenTag[] {
  const parts = partsOf(text);
  const version = parts.findIndex((part) => /^v(?:ersion)?\W*dmarc/i.test(part));
  return parts.flatMap((part, at) => {
    const tag = rightTag(part);
    return tag !== null && (at > version || KNOWN.has(tag.name.toLowerCase())) ? [tag] : [];
  });
}

/** The tags of a text, whatever stands before, between and behind them. */
function partsOf(text: string): string[] {
  const inner = plain(text)
    .replaceAll('\\', '')
    .replace(/^[\s"'`]+|[\s"'`]+$/g, '');
  // Spaces or commas in the place of the ";" before a tag.
  return inner
    .split(WRONG_DELIMITER)
    .flatMap((part) => part.split(';'))
    .map((part) => part.trim())
    .reduce(withTarget, []);
}

/** A semicolon in the place of the comma between two targets of reports; behind what is no list it may be one within an address. */
function withTarget(parts: string[], part: string): string[] {
  const list = parts.at(-1);
  const isMore =
    list !== undefined && isTarget(part) && /^ru[af]\s*=/i.test(list) && meantTags(list) !== null;
  return isMore ? [...parts.slice(0, -1), `${list},${part}`] : [...parts, part];
}

function rightTag(part: string): WrittenTag | null {
  const [, written = '', sign, value = ''] = /^([A-Za-z]+)\s*([=:])\s*(.+)$/.exec(part) ?? [];
  const key = written.toLowerCase();
  if (key === 'v' || key === 'version' || !/^[\x20-\x7e]+$/.test(value)) return null;
  if (key === 'rua' || key === 'ruf') return urisOf(written, value);
  // Reports are harmless; what else a misspelt or miswritten tag asks for was never done.
  const nearest = KNOWN.has(key) ? null : nearestTag(key);
  if (nearest === 'rua' || nearest === 'ruf') return urisOf(nearest, value);
  if (sign === ':') return null;
  if (KNOWN.has(key) && !isRightValue(key, value)) return null;
  return { name: written, value };
}

/**
 * The addresses that can be used, each as it must be written; null where none can. A list of right ones keeps the blanks that it may have (RFC 9989 §4.8). Beside `mailto:a` what looks like
 * an address may be the rest of one, with a comma in it.
 */
function urisOf(name: string, value: string): WrittenTag | null {
  const listed = splitUris(value);
  if (listed.every(({ fault }) => fault === null || fault === 'scheme')) return { name, value };
  const meant = meantList(value);
  if (meant !== null) return { name, value: meant };
  const isTorn = listed.some(({ uri, fault }) => fault === 'no-target' && meantList(uri) === null);
  const uris = listed.flatMap(({ uri, sizeLimit, fault }) => {
    if (fault === 'scheme-missing') return isTorn ? [] : [`mailto:${uri}${sizeLimit ?? ''}`];
    if (fault === null || fault === 'scheme') return [`${uri}${sizeLimit ?? ''}`];
    return meantList(`${uri}${sizeLimit ?? ''}`) ?? [];
  });
  return uris.length > 0 ? { name, value: [...new Set(uris)].join(',') } : null;
}

/** The addresses that a list was meant to be, or one of it; null where that is open of one of them. */
function meantList(value: string): string | null {
  return /^ru[af]\s*=\s*([^;]+)$/i.exec(meantTags(`rua=${value}`) ?? '')?.[1] ?? null;
}

function isRightValue(key: string, value: string): boolean {
  const lower = value.toLowerCase();
  if (key === 'p' || key === 'sp' || key === 'np') return policyOf(value) !== null;
  if (key === 'adkim' || key === 'aspf') return lower === 'r' || lower === 's';
  if (key === 't') return lower === 'y' || lower === 'n';
  if (key === 'psd') return ['y', 'n', 'u'].includes(lower);
  if (key === 'pct') return /^\d{1,3}$/.test(value) && Number(value) <= 100;
  return key !== 'fo' || isRightFo(value);
}

/** Asks the parser itself, so that the two cannot disagree. */
function isRightFo(value: string): boolean {
  return parseDmarcRecord(`v=DMARC1; p=none; ruf=mailto:a@b.example; fo=${value}`).problems.length === 0;
}

/** What receivers are to apply by a proposal: to the domain, and to names below it where the record says so itself. */
export interface InForce {
  readonly p: Policy;
  /** As written; where there is none, names below follow p. */
  readonly sp: Policy | null;
  readonly np: Policy | null;
}

/**
 * The record with these policies in the place of those that were meant, or null where what comes out would not be read without an error. `sp` and `np` are
 * taken as told, so that nothing below the domain becomes stricter unsaid.
 */
export function recordFor(tags: readonly WrittenTag[], { p, sp, np }: InForce): string | null {
  const text = printed(withTags(tags, { p, sp, np }));
  const parsed = parseDmarcRecord(text);
  return parsed.problems.some(({ code }) => isErrorBy(DMARC_PROBLEMS[code])) ? null : text;
}
