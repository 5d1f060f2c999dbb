import type { TextNotes } from './text-notes.ts';
import type { Word } from './zone-entries.ts';

/** What `openssl dgst` and `sha256sum` print around a digest. */
const BEFORE = /^(?:SHA2?-?(?:256|384|512)|stdin|=)$/i;
const BEHIND = /^(?:\*\S*|-)$/;
/** A fingerprint: octets with something between them, and perhaps behind the last one of a line. */
const FINGERPRINT = /^[\da-f]{2}(?:[:-][\da-f]{2})*[:-]?$/i;
const HEX = /^[\da-f]*$/i;

/**
 * The hexadecimal digits that the words of a record's data hold, in lower case; null where something else is among them. What a tool printed around or
 * between them is a fault with one right answer. Total.
 */
export function readDigits(words: readonly Word[], notes: TextNotes): string | null {
  const first = words.findIndex(({ text }) => !BEFORE.test(text));
  const from = Math.max(first, 0);
  const end =
    from + 1 < words.length && BEHIND.test(words.at(-1)?.text ?? '') ? words.length - 1 : words.length;
  const [start, next, last, behind] = [words[0], words[from], words[end - 1], words[end]];
  if (from > 0 && start && next) addWrapping(start.offset, next.offset, start, notes);
  const digits = words.slice(from, end).map((word, index) => digitsOf(word, index === 0, notes));
  if (behind && last) addWrapping(last.offset + last.length, behind.offset + behind.length, behind, notes);
  const whole = digits.includes(null) ? null : digits.join('');
  if (whole === null || whole.length % 2 === 0) return whole;
  if (next) notes.add('dane-text-odd-digits', next, { count: whole.length });
  return null;
}

function addWrapping(from: number, to: number, word: Word, notes: TextNotes): void {
  notes.add('dane-text-not-digits', word, { text: word.text });
  notes.mend('dane-text-not-digits', { offset: from, length: to - from }, '');
}

function digitsOf(word: Word, isFirst: boolean, notes: TextNotes): string | null {
  const { text } = word;
  if (HEX.test(text)) return text.toLowerCase();
  const bare = text.replace(/^"|"$/g, '').replace(isFirst ? /^0x/i : /^$/, '');
  const digits = FINGERPRINT.test(bare) ? bare.replace(/[:-]/g, '') : bare;
  if (HEX.test(digits)) {
    notes.add('dane-text-not-digits', word, { text }, digits);
    return digits.toLowerCase();
  }
  const at = digits.search(/[^\da-f]/i);
  const character = String.fromCodePoint(digits.codePointAt(at) ?? 0);
  notes.add(
    'dane-text-not-hex',
    { ...word, offset: word.offset + text.indexOf(character), length: character.length },
    { character },
  );
  return null;
}
