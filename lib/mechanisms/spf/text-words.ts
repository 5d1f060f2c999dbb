import { isSpfRecord } from './record.ts';

/** A word of a record, and where it stands. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/** The words of a record behind its version, as the grammar parts them: by spaces (RFC 7208 §4.6.1); none of another text. */
export function wordsOf(value: string): Word[] {
  if (!isSpfRecord(value)) return [];
  return Array.from(value.slice(6).matchAll(/[^ ]+/g), ({ 0: text, index }) => ({ text, offset: index + 6 }));
}

/** The end of a word. */
export function endOf({ text, offset }: Word): number {
  return offset + text.length;
}
