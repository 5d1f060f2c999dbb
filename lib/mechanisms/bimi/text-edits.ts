import { parseTagList, type Tag } from '../../text/tag-list.ts';
import { changed, repeatedTagEdits, tagCaseEdits, type Edit } from '../../text/txt-edits.ts';
import type { BimiProblemCode } from './problems.ts';
import { parseBimiRecord } from './record.ts';

type Make = (value: string) => readonly Edit[];

const KNOWN: ReadonlySet<string> = new Set(['v', 'l', 'a', 'avp', 'lps']);

/** What has one right answer, and how it is put right. Left to a person is every address that has to be known. */
const EDITS: Partial<Record<BimiProblemCode, Make>> = {
  'bimi-version': versionEdits,
  'bimi-tag-syntax': syntaxEdits,
  'bimi-duplicate-tag': repeatedTagEdits,
  'bimi-unknown-tag': caseEdits,
  'bimi-l-missing': caseEdits,
  'bimi-comma': (value) => firstOf(partingEdits(value), commaEdits(value)),
  'bimi-uri': (value) => firstOf(partingEdits(value), bareEdits(value)),
  'bimi-avp-unknown': avatarEdits,
};

/** The codes of those. */
export const BIMI_MENDED = Object.keys(EDITS) as readonly BimiProblemCode[];

/** What takes the faults of a code away, as far as they have one right answer. Pure. */
export function bimiEdits(code: BimiProblemCode, value: string): readonly Edit[] {
  const edits = EDITS[code]?.(value) ?? [];
  return edits.length > 0 && isLoss(value, changed(value, edits)) ? [] : edits;
}

/** True where receivers would show less for a record after a change than before. */
function isLoss(before: string, after: string): boolean {
  const [had, has] = [parseBimiRecord(before), parseBimiRecord(after)];
  if (had.state === 'invalid') return false;
  if (has.state === 'invalid') return true;
  // A preference that nobody knows may cost the whole record; one that was not read takes the place of the logo.
  const isPreferred = had.problems.some(({ code }) => code === 'bimi-avp-unknown');
  return !isPreferred && had.value.avatar === 'brand' && has.value.avatar === 'personal';
}

const MOST_READ = 4000;

/** The record that a text was meant to be, with those slips mended; null where receivers could not use it even then. */
export function meantBimiRecord(written: string): string | null {
  if (written.length > MOST_READ) return null;
  let value = written;
  for (const code of [...BIMI_MENDED, ...BIMI_MENDED]) value = changed(value, bimiEdits(code, value));
  return parseBimiRecord(value).state === 'valid' ? value : null;
}

/**
 * What stands in the place of a semicolon before another tag. No address has white space in it; a comma may be part of one, unless another address or nothing follows. Also for what
 * compares the addresses.
 */
export const SEAM = /,?\s{1,9}(?=(?:l|a|avp|lps)\s{0,9}=)|,(?=[la]\s{0,9}=\s{0,9}(?:https?:|$))/g;

/** A version as people write it, with quotes before and behind the record and what parts it from the first tag. */
const HEAD = /^[\s"']*v\s*[=:]\s*["']?bimi[\s_-]?1["']?\s*(?:\\?[;,]\s*|(?=(?:l|a|avp|lps)\s*=)|$)/i;

function caseEdits(value: string): readonly Edit[] {
  return tagCaseEdits(value, KNOWN);
}

function firstOf(...all: readonly (readonly Edit[])[]): readonly Edit[] {
  return all.find((edits) => edits.length > 0) ?? [];
}

/** Something else for what a pattern finds in the values of some tags. */
function editsWithin(value: string, holds: (tag: Tag) => boolean, pattern: RegExp, put: string): Edit[] {
  return parseTagList(value)
    .tags.filter(holds)
    .flatMap(({ value: written, at: { offset } }) =>
      Array.from(written.matchAll(pattern), ({ 0: { length }, index }) => ({
        offset: offset + index,
        length,
        put,
      })),
    );
}

function partingEdits(value: string): readonly Edit[] {
  return editsWithin(value, ({ name }) => KNOWN.has(name), SEAM, '; ');
}

function isAddress({ name }: Tag): boolean {
  return /^[la]$/.test(name);
}

/** Quotes or brackets around an address, and the backslash that a zone file has before a semicolon. */
function bareEdits(value: string): readonly Edit[] {
  return editsWithin(value, isAddress, /^["'<]|["'>\\]{1,9}$/g, '');
}

function versionEdits(value: string): readonly Edit[] {
  const [head] = HEAD.exec(value) ?? [];
  if (head === undefined) return [];
  const isQuoted = /^\s*["']/.test(value);
  const behind = isQuoted ? (/["'\s]+$/.exec(value.slice(head.length))?.[0].length ?? 0) : 0;
  const isAlone = head.length + behind === value.length;
  return [
    { offset: 0, length: head.length, put: isAlone ? 'v=BIMI1;' : 'v=BIMI1; ' },
    ...(behind > 0 ? [{ offset: value.length - behind, length: behind, put: '' }] : []),
  ];
}

/** A colon between a name and its value, and nothing between two semicolons. */
function syntaxEdits(value: string): readonly Edit[] {
  return parseTagList(value).faults.flatMap(({ kind, text, position: { offset, length } }) => {
    if (kind === 'empty') return [{ offset, length, put: '' }];
    const [head = '', name = ''] = (kind === 'syntax' && /^([a-z]+)\s*:\s*(?!\/)/.exec(text)) || [];
    return KNOWN.has(name) ? [{ offset, length: head.length, put: `${name}=` }] : [];
  });
}

/** Two addresses with a comma between them are no address. */
function isOneAddress(tag: Tag): boolean {
  return isAddress(tag) && !/,\s*(?:https?:|$)/i.test(tag.value);
}

/** A comma in an address is written as its octet. */
function commaEdits(value: string): readonly Edit[] {
  return editsWithin(value, isOneAddress, /,/g, '%2C');
}

function avatarEdits(value: string): readonly Edit[] {
  const avp = parseTagList(value).tags.find(({ name }) => name === 'avp');
  const meant = avp?.value.toLowerCase();
  return avp && (meant === 'brand' || meant === 'personal')
    ? [{ offset: avp.at.offset, length: avp.at.length, put: meant }]
    : [];
}
