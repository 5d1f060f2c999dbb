import type { TextNotes } from './text-notes.ts';
import type { Word } from './zone-entries.ts';

/** What `openssl dgst` prints before a digest: its name, what was read, an equals sign; and what stands behind one that `sha256sum` made of its input. */
const DIGEST_NAME = /^SHA2?-?(?:256|384|512)$/i;
const INPUT = /^(?:\*\S*|-)$/;
/** A fingerprint: octets with something between them, and perhaps behind the last one of a line. */
const FINGERPRINT = /^[\da-f]{2}(?:[:-][\da-f]{2})+[:-]?$/i;
const HEX = /^[\da-f]*$/i;

/**
 * The hexadecimal digits that the words of a record's data hold, in whatever case, behind the field before them; null where something else is among them. What a tool printed around them
 * is a fault with one right answer. A fingerprint is one for a certificate alone (`ofCertificate`): where the key is wanted, it is hardly the right digest. Total.
 */
export function readDigits(
  [field, ...words]: readonly [Word | undefined, ...Word[]],
  ofCertificate: boolean,
  notes: TextNotes,
): string | null {
  const from = wordsBefore(words);
  const isBehind = words.length > from + 1 && INPUT.test(words.at(-1)?.text ?? '');
  const end = isBehind ? words.length - 1 : words.length;
  const [start, next, last, behind] = [words[0], words[from], words[end - 1], words[end]];
  // A parenthesis may stand before the first word.
  const begin = field ? field.offset + field.length : start?.offset;
  if (from > 0 && begin !== undefined && start && next) addWrapping(begin, next.offset, ' ', start, notes);
  const digits = words
    .slice(from, end)
    .map((word, index) => digitsOf(word, index === 0, ofCertificate, notes));
  if (behind && last)
    addWrapping(last.offset + last.length, behind.offset + behind.length, '', behind, notes);
  const whole = digits.includes(null) ? null : digits.join('');
  if (whole === null || whole.length % 2 === 0) return whole;
  if (next) notes.add('dane-text-odd-digits', next, { count: whole.length });
  return null;
}

/** How many words stand before the digits: `SHA2-256(stdin)= `, `(stdin)= ` or nothing; parentheses are no words. */
function wordsBefore(words: readonly Word[]): number {
  const named = DIGEST_NAME.test(words[0]?.text ?? '') ? 1 : 0;
  const isWhole = words[named + 1]?.text === '=';
  return isWhole && words.length > named + 2 ? named + 2 : 0;
}

function addWrapping(from: number, to: number, put: string, word: Word, notes: TextNotes): void {
  notes.add('dane-text-not-digits', word, { text: word.text });
  notes.mend('dane-text-not-digits', { offset: from, length: to - from }, put);
}

function digitsOf(word: Word, isFirst: boolean, ofCertificate: boolean, notes: TextNotes): string | null {
  const { text } = word;
  if (HEX.test(text)) return text;
  const unquoted = text.replace(/^"|"$/g, '');
  const bare = isFirst ? unquoted.replace(/^0x/i, '') : unquoted;
  if (FINGERPRINT.test(bare)) {
    const digits = bare.replace(/[:-]/g, '');
    notes.add('dane-text-fingerprint', word, {}, ofCertificate ? digits : undefined);
    return digits;
  }
  if (HEX.test(bare)) {
    notes.add('dane-text-not-digits', word, { text }, bare);
    return bare;
  }
  const character = String.fromCodePoint(bare.codePointAt(bare.search(/[^\da-f]/i)) ?? 0);
  const at = { offset: word.offset + text.indexOf(character), length: character.length, line: word.line };
  notes.add('dane-text-not-hex', at, { character });
  return null;
}
