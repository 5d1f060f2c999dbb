import { innerEdits, rowEdges } from '../../text/panel-row.ts';
import { seenText } from '../../text/seen-text.ts';
import type { Edit } from '../../text/txt-edits.ts';
import { isSpfRecord } from './record.ts';

/** A version as people write it, with what stands before it and what parts it from the first term. NUL is what nobody sees. */
const HEAD = /^([\s\0"'`(\\]*)(v[\s\0]*[=:]{1,2}[\s\0"']*spf[\s\0_-]?1|spf1)(?![\d.])["']?([\s\0;,:|]*)/i;
const QUOTES_BEHIND = /[\s\0"'`)\\]+$/;

/**
 * What makes a text begin as an SPF record must (RFC 7208 §4.5), where it is plain that it was meant to: blanks, quotes and signs before and behind the version,
 * or a sign of another kind in it. None for a text that begins so, and for one that does not say its version.
 */
export function headEdits(value: string): readonly Edit[] {
  if (isSpfRecord(value)) return [];
  const row = rowEdges(value);
  return row === null ? editsOfHead(value) : innerEdits(value, row, editsOfHead);
}

function editsOfHead(value: string): readonly Edit[] {
  if (isSpfRecord(value)) return [];
  const seen = seenText(value);
  const [head, before = '', version = ''] = HEAD.exec(seen) ?? [];
  if (head === undefined) return [];
  const rest = seen.slice(head.length);
  const written = /^v=spf1$/i.test(version)
    ? value.slice(before.length, before.length + version.length)
    : 'v=spf1';
  const isQuoted = /["'`(]/.test(before);
  const behind = isQuoted ? (QUOTES_BEHIND.exec(rest)?.[0].length ?? 0) : 0;
  const tail = { offset: value.length - behind, length: behind, put: '' };
  const isAlone = rest.length === behind;
  return [
    { offset: 0, length: head.length, put: isAlone ? written : `${written} ` },
    ...(behind > 0 ? [tail] : []),
  ];
}
