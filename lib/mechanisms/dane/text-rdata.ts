import { numberOfWord } from './mnemonics.ts';
import { readDigits } from './text-digits.ts';
import type { TextNotes } from './text-notes.ts';
import { SELECTOR } from './tlsa.ts';
import type { Word } from './zone-entries.ts';

/** Data of any type (RFC 3597 §5): this, how many octets, and their digits. */
const GENERIC = '\\#';
/** Usage, selector and matching type. */
const FIELDS = 3;

/** True for a word that one of the three numbers can be, whichever of them. */
export function isField({ text }: Word): boolean {
  return /^"?\d{1,3}$/.test(text) || [0, 1, 2].some((field) => numberOfWord(text, field) !== null);
}

/** True for the word with which data of any type begins. */
export function isGeneric({ text }: Word): boolean {
  return text === GENERIC;
}

/** Reads the RDATA of a TLSA record as a zone file has it (RFC 6698 §2.2); null where that is open. `place` is where the record stands. Total. */
export function readRdata(words: readonly Word[], place: Word, notes: TextNotes): Uint8Array | null {
  const [first] = words;
  if (first && isGeneric(first)) return readGeneric(first, words.slice(1), notes);
  const numbers = words.slice(0, FIELDS).map((word, field) => readNumber(word, field, notes));
  if (numbers.length < FIELDS) notes.add('dane-text-fields', first ?? place, { count: numbers.length });
  const digits = readDigits(
    [words[FIELDS - 1], ...words.slice(FIELDS)],
    numbers[1] === SELECTOR.certificate,
    notes,
  );
  const read = numbers.flatMap((number) => number ?? []);
  return read.length < FIELDS || digits === null ? null : Uint8Array.from([...read, ...octetsOf(digits)]);
}

function readNumber(word: Word, field: number, notes: TextNotes): number | null {
  const text = word.text.replace(/^"|"$/g, '');
  const isNumber = /^\d+$/.test(text);
  const number = isNumber ? Number(text) : numberOfWord(text, field);
  if (number === null || number > 255) {
    notes.add('dane-text-number', word, { text: word.text });
    return null;
  }
  if (!isNumber) notes.add('dane-text-mnemonic', word, { text: word.text, value: number }, String(number));
  else if (text !== word.text) notes.add('dane-text-not-digits', word, { text: word.text }, text);
  return number;
}

/** The length is mended where the digits are a whole record with a digest of its kind. */
function readGeneric(place: Word, [length, ...words]: readonly Word[], notes: TextNotes): Uint8Array | null {
  if (length === undefined) {
    notes.add('dane-text-fields', place, { count: 0 });
    return null;
  }
  const digits = readDigits([length, ...words], false, notes);
  if (digits === null) return null;
  const octets = octetsOf(digits);
  if (length.text !== String(octets.length)) {
    const wanted = octets[2] === 1 ? FIELDS + 32 : FIELDS + 64;
    const isWhole = octets.length === wanted && (octets[2] === 1 || octets[2] === 2);
    const parameters = { text: length.text, octets: octets.length };
    notes.add('dane-text-length', length, parameters, isWhole ? String(octets.length) : undefined);
  }
  return octets;
}

function octetsOf(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
