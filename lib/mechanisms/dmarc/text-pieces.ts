import { leadingSpace, trimEndSpace } from '../../text/white-space.ts';
import { versionLength } from './tags.ts';

/** What stands between two delimiters of a record, and where. */
export interface Piece {
  /** Without the space around it. */
  readonly text: string;
  readonly offset: number;
  /** Of its delimiter, which stands before it. */
  readonly delimiter: number;
}

/** The pieces behind the version, as receivers part them: by `;` alone (RFC 9989 §4.8); none of another text. */
export function piecesOf(value: string): Piece[] {
  const start = versionLength(value);
  if (start === null) return [];
  const pieces: Piece[] = [];
  let from = value.indexOf(';', start);
  while (from !== -1) {
    const next = value.indexOf(';', from + 1);
    const inside = value.slice(from + 1, next === -1 ? value.length : next);
    const indent = leadingSpace(inside);
    pieces.push({ text: trimEndSpace(inside.slice(indent)), offset: from + 1 + indent, delimiter: from });
    from = next;
  }
  return pieces;
}

/** The name of a tag in lower case; empty for a piece that has none. */
export function nameOf(piece: string): string {
  return (/^([a-z]+)[ \t]*=/i.exec(piece)?.[1] ?? '').toLowerCase();
}

const NAMES = 'p|sp|np|t|psd|adkim|aspf|fo|rua|ruf|pct|ri|rf';
/** Commas, bars and blanks in the place of the ";" before a tag. Looked for from the first of them on, so that many take no more time than they are. */
export const WRONG_DELIMITER = new RegExp(String.raw`(?<![\s,|])[\s,|]+(?=(?:${NAMES})\s*=)`, 'i');

/** A target of reports by itself: one more of the list before it. */
export function isTarget(text: string): boolean {
  return /^mailto\s*:|^[^\s@:=]+@[^\s@:=]+$/i.test(text);
}
