import type { Position } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import type { TextNotes } from './text-notes.ts';

/** What stands between white space, without what nobody sees, and where it stands. */
export interface Word extends Position {
  readonly text: string;
}

/** What a zone file reads as one record (RFC 1035 §5.1): a line, or more of them within parentheses. */
export interface Entry {
  readonly words: Word[];
  /** The white space before its first word; null where it begins its line. */
  readonly indent: Position | null;
}

const PIECES = /;[^\n]*|\n|[()]|[ \t\r]+|[^\S \t\r\n]|[^\s;()]+/gu;
const TYPE = /^(?:TLSA|TYPE52)$/i;

/** True for the name of the record type, or what RFC 3597 §5 writes in its place. */
export function isTlsaType({ text }: Word): boolean {
  return TYPE.test(text);
}

/**
 * Splits a text as a zone file is split: comments are left out, parentheses join lines. One that is never closed ends before the line of the next record.
 * Total, in time linear in the length of the text.
 */
export function entriesOf(text: string, notes: TextNotes): Entry[] {
  const entries: Entry[] = [];
  let current: Entry | null = null;
  let opened: Position[] = [];
  let line = 1;
  // Of the current line: where it starts, whether with white space, and whether something else was there yet.
  let start = 0;
  let isIndented = false;
  let isBegun = false;
  // Of the current entry: how many words stand on earlier lines, and whether a type is among them, or among all.
  let earlier = 0;
  let hasType = { earlier: false, now: false };
  const begin = (words: Word[], first: Word): Entry => {
    const indent = isIndented ? { offset: start, length: first.offset - start, line } : null;
    current = { words, indent };
    entries.push(current);
    earlier = 0;
    hasType = { earlier: false, now: false };
    return current;
  };
  const closeAll = () => {
    for (const each of opened) notes.add('dane-text-parenthesis', each);
    opened = [];
  };
  const take = (word: Word) => {
    const isType = isTlsaType(word);
    const entry: Entry = current ?? begin([], word);
    if (isType && opened.length > 0 && hasType.earlier) {
      closeAll();
      const words = [...entry.words.splice(earlier), word];
      begin(words, words[0] ?? word);
    } else entry.words.push(word);
    hasType.now ||= isType;
  };
  for (const { 0: piece, index: offset } of text.matchAll(PIECES)) {
    const position = { offset, length: piece.length, line };
    if (piece === '\n') {
      line += 1;
      start = offset + 1;
      [isIndented, isBegun] = [false, false];
      if (opened.length === 0) current = null;
      earlier = (current as Entry | null)?.words.length ?? 0;
      hasType = { earlier: hasType.now, now: hasType.now };
    } else if (piece === '(') {
      opened.push(position);
      isBegun = true;
    } else if (piece === ')') {
      isBegun = true;
      if (!opened.pop()) notes.add('dane-text-parenthesis', position);
    } else if (/^[ \t\r]/.test(piece)) isIndented ||= !isBegun;
    else if (!piece.startsWith(';')) {
      const seen = withoutInvisible(piece, position, notes);
      if (seen.trim() === '') isIndented ||= seen !== '' && !isBegun;
      else {
        take({ ...position, text: seen });
        isBegun = true;
      }
    }
  }
  closeAll();
  return entries;
}

/** A space that is none becomes one; what nobody sees goes. */
function withoutInvisible(piece: string, position: Position, notes: TextNotes): string {
  const found = Array.from(piece.matchAll(INVISIBLE));
  const [first] = found;
  if (first === undefined) return piece;
  notes.add('dane-text-invisible', position, { character: characterName(first[0]) });
  for (const { 0: character, index } of found) {
    const place = { offset: position.offset + index, length: character.length };
    notes.mend('dane-text-invisible', place, plain(character));
  }
  return piece.replace(INVISIBLE, plain);
}

function plain(character: string): string {
  return /\s/u.test(character) && character !== '\ufeff' ? ' ' : '';
}
