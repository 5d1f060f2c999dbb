import { innerEdits, rowEdges } from '../../text/panel-row.ts';
import { seenText } from '../../text/seen-text.ts';
import type { Edit } from '../../text/txt-edits.ts';
import { isDmarcRecord } from './version.ts';

/** A version as people write it, with what stands before it and what parts it from the first tag. NUL is what nobody sees. */
const HEAD =
  /^([\s\0"'`\\(]*)((?:v[\s\0]*[=:]{1,2}|=)[\s\0"']*dmarc[\s\0_-]?1(?![\d.])|dmarc1(?=["'\s\0]*;))["']?([\s\0;,:|\\]*)/i;
const QUOTES_BEHIND = /[\s\0"'`)\\]+$/;
/** The version as a tag behind others. */
const LATER = /;[\s\0]*(v[\s\0]*=[\s\0]*DMARC1)[\s\0]*(?=;|$)/g;

/**
 * What makes a text begin as a DMARC record must (RFC 9989 §4.7), where it is plain that it was meant to: blanks, quotes and signs before and behind the version,
 * another case, another sign, no delimiter, or its place behind other tags. None for a text that begins so, and for one that does not say its version.
 */
export function headEdits(value: string): readonly Edit[] {
  if (isDmarcRecord(value)) return [];
  const row = rowEdges(value);
  return row === null ? editsOfHead(value) : innerEdits(value, row, editsOfHead);
}

function editsOfHead(value: string): readonly Edit[] {
  if (isDmarcRecord(value)) return [];
  const seen = seenText(value);
  const [head, before = '', version = '', delimiter = ''] = HEAD.exec(seen) ?? [];
  if (head === undefined) return movedVersion(seen);
  const rest = seen.slice(head.length);
  const isQuoted = /["'`(]/.test(before);
  const behind = isQuoted ? (QUOTES_BEHIND.exec(rest)?.[0].length ?? 0) : 0;
  const tail = { offset: value.length - behind, length: behind, put: '' };
  const written = /^v[ \t]*=[ \t]*DMARC1$/.test(version)
    ? value.slice(before.length, before.length + version.length)
    : 'v=DMARC1';
  const isAlone = rest.length === behind;
  const parting = /^ ?; ?$/.test(delimiter)
    ? delimiter
    : isAlone
      ? delimiter.replace(/[^;]/g, '').slice(0, 1)
      : '; ';
  const whole = { offset: 0, length: head.length, put: `${written}${parting}` };
  const escapes = /\\ ?;/.test(delimiter) ? escapesIn(rest, head.length) : [];
  return [whole, ...escapes, ...(behind > 0 ? [tail] : [])];
}

/** Who escaped the first delimiter, as a zone file has it, escaped them all: a backslash that stays would spoil the value before it, and of `pct` receivers would take the default. */
function escapesIn(rest: string, from: number): readonly Edit[] {
  return Array.from(rest.matchAll(/\\(?=;)/g), ({ index }) => ({ offset: from + index, length: 1, put: '' }));
}

/** Only where nothing but tags stands before it, and it stands there once. */
function movedVersion(seen: string): readonly Edit[] {
  const [found, another] = seen.matchAll(LATER);
  if (!found || another || !/^[\s\0]*[a-z]+[ \t]*=/i.test(seen)) return [];
  const blanks = /^[\s\0]*/.exec(seen)?.[0].length ?? 0;
  return [
    { offset: 0, length: blanks, put: 'v=DMARC1; ' },
    { offset: found.index, length: found[0].length, put: '' },
  ];
}
