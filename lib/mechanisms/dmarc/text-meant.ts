import { seenText } from '../../text/seen-text.ts';
import { isRegistered, nearestTag } from './known-tags.ts';
import type { DmarcProblemCode } from './problems.ts';
import { readDmarcRecord } from './read-record.ts';
import { WRONG_DELIMITER } from './text-pieces.ts';
import { splitUris } from './uris.ts';

/**
 * The tags that a piece of a DMARC record was meant to be, where one answer alone is possible. A policy is never taken for a harder one than is written: of a
 * misspelt `reject` nobody knows that it is meant until its owner says so.
 */

/** What no piece may have that is offered. */
export const FAULTS: ReadonlySet<DmarcProblemCode> = new Set([
  'dmarc-p-invalid',
  'dmarc-sp-invalid',
  'dmarc-np-invalid',
  'dmarc-tag-malformed',
  'dmarc-tag-unknown',
  'dmarc-tag-misspelt',
  'dmarc-tag-empty',
  'dmarc-tag-case',
  'dmarc-tag-repeated',
  'dmarc-value-empty',
  'dmarc-value-invalid',
  'dmarc-invisible-character',
  'dmarc-rua-scheme-missing',
  'dmarc-rua-invalid',
  'dmarc-rua-skipped',
  'dmarc-ruf-invalid',
  'dmarc-rua-scheme',
]);
const LONGEST = 1000;
const NAMES = 'p|sp|np|t|psd|adkim|aspf|fo|rua|ruf|pct|ri|rf';
const TAG = new RegExp(String.raw`^(${NAMES})(\s*[=:]{1,2}\s*)(.*)$`, 'is');

/** The tags, with `; ` between them; null where it is open what was meant. Pure. */
export function meantTags(piece: string): string | null {
  if (piece.length > LONGEST) return null;
  const seen = seenText(piece)
    .replaceAll('\0', '')
    .trim()
    .replace(/^["'`]+(?=[a-z]+\s*[=:])/i, '');
  const parts = seen.split(WRONG_DELIMITER).map(meantTag);
  const meant = parts.filter((part) => part !== null).join('; ');
  return parts.includes(null) || !isClean(meant) ? null : meant;
}

/** True for tags that receivers read without a fault, but for those that do not matter. */
export function isClean(tags: string, harmless: readonly DmarcProblemCode[] = []): boolean {
  const reading = readDmarcRecord(`v=DMARC1; ${tags}`);
  return (
    reading !== null && !reading.problems.some(({ code }) => FAULTS.has(code) && !harmless.includes(code))
  );
}

function meantTag(part: string): string | null {
  if (isClean(part)) return part;
  const [, written = '', sign = '', rest = ''] = TAG.exec(part) ?? misspelt(part) ?? [];
  if (written === '') return null;
  const name = written.toLowerCase();
  const value = meantValue(name, rest.trim());
  return value === null ? null : `${name}${/^\s*=\s*$/.test(sign) ? sign : '='}${value}`;
}

/** A name that is near to one alone. */
function misspelt(part: string): readonly string[] | null {
  const match = /^([a-z]+)(\s*=\s*)(.*)$/is.exec(part);
  const name = match?.[1]?.toLowerCase() ?? '';
  const nearest = isRegistered(name) ? null : nearestTag(name);
  return match && nearest !== null ? [part, nearest, match[2] ?? '', match[3] ?? ''] : null;
}

const PLAIN_VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  adkim: { relaxed: 'r', relax: 'r' },
  aspf: { relaxed: 'r', relax: 'r' },
  t: { yes: 'y', no: 'n' },
};
/** To receivers these come to none as well. */
const NEARLY_NONE = /^(?:nonne|noone|non|nome|noen|nnone|monitor)$/i;

function meantValue(name: string, written: string): string | null {
  const value = written.replace(/^["'`<(]+|["'`>)\\.,|]+$/g, '').trim();
  if (name === 'rua' || name === 'ruf') return meantTargets(written);
  if (name === 'p' || name === 'sp' || name === 'np') return NEARLY_NONE.test(value) ? 'none' : value;
  if (name === 'fo') return value.replace(/[\s,]+/g, ':');
  return PLAIN_VALUES[name]?.[value.toLowerCase()] ?? value;
}

/** Each target as a URI, with commas between them; null where one is none even then. */
function meantTargets(written: string): string | null {
  const list = written
    // A second scheme is no part of an address.
    .replace(/(?:mailto\s*[:=]\s*(?:\/\/)?\s*)+/gi, 'mailto:')
    .replace(/mailto:<([^<>]*)>/gi, 'mailto:$1');
  const targets = list
    .split(/[\s,|"'`<>()\\]+/)
    .filter((target) => target !== '')
    .map((target) => (splitUris(target)[0]?.fault === 'scheme-missing' ? `mailto:${target}` : target));
  return targets.length > 0 ? targets.join(',') : null;
}
