import { seenText } from '../../text/seen-text.ts';
import { txtEntriesOf } from '../../text/txt-entries.ts';
import { hasSeparators, isIdleInPart } from './doubtful.ts';
import { ownLookUps } from './guide-words.ts';
import { isOddlyNamed } from './odd-name.ts';
import { letsStrangersIn } from './open-term.ts';
import { isSpfRecord, parseSpfRecord, type SpfRecord } from './record.ts';
import { wordsOf } from './text-words.ts';

/**
 * True where a fix names nobody who was not named before, leaves nobody out, gives no term a sign that none had there, and makes no record readable that opens the domain
 * to strangers, passes over what it says, or needs more look-ups than receivers make: the last look at what the fixes do, whatever they are given.
 */
export function keepsSenders(before: string, after: string): boolean {
  const words = txtEntriesOf(after).entries.flatMap(({ value }) => wordsOf(value));
  const had = flat(before);
  const has = flat(after);
  const ends = new Set(endsIn(before));
  return (
    // A second version is the start of a second record, wherever that ends.
    words.every(({ text }) => !/^v=/i.test(text) && had.includes(flat(valueIn(text)))) &&
    words.every(({ text }) => signsOf(flat(valueIn(text)), spaced(before)).has(signIn(text))) &&
    valuesIn(before).every((value) => has.includes(value)) &&
    endsIn(after).every((end) => ends.has(end)) &&
    // Each by itself: none of them makes up for another one.
    [isOpen, hasSeparators, isOdd, isIdleInPart, isTooMuch].every(
      (isGrave) => readIn(after).filter(isGrave).length <= usedIn(before).filter(isGrave).length,
    )
  );
}

/** True for a record by which strangers pass. */
function isOpen(terms: SpfRecord['terms']): boolean {
  return terms.some(letsStrangersIn);
}

/** True for a record with a name that no host has. */
function isOdd(terms: SpfRecord['terms']): boolean {
  return terms.some(isOddlyNamed);
}

/** True for a record whose own terms end every evaluation in an error (RFC 7208 §4.6.4). */
function isTooMuch(terms: SpfRecord['terms']): boolean {
  return ownLookUps(terms) > MOST_LOOK_UPS;
}

const MOST_LOOK_UPS = 10;

/** The records that receivers use: of several at a name, none (RFC 7208 §4.5). */
function usedIn(text: string): SpfRecord['terms'][] {
  const ours = txtEntriesOf(text).entries.filter(({ value }) => isSpfRecord(value));
  const names = Array.from(Map.groupBy(ours, ({ owner }) => owner).values());
  return names.flatMap(([entry, another]) => (entry && !another ? termsOf(entry.value) : []));
}

/** Each record that can be read by itself. */
function readIn(text: string): SpfRecord['terms'][] {
  return txtEntriesOf(text).entries.flatMap(({ value }) => termsOf(value));
}

function termsOf(value: string): SpfRecord['terms'][] {
  const parsed = parseSpfRecord(value);
  return parsed.state === 'valid' ? [parsed.value.terms] : [];
}

/** Without spaces, quotes, and what nobody sees. */
function flat(text: string): string {
  return seenText(text)
    .toLowerCase()
    .replace(/[\s\0"'`\\]+/g, '');
}

/** With one blank for any that there are, without quotes. */
function spaced(text: string): string {
  return seenText(text)
    .toLowerCase()
    .replace(/["'`\\]+/g, '')
    .replace(/[\s\0]+/g, ' ');
}

/** The signs of the terms that have this value: `+` for none; of a value that has blanks in it, any. */
function signsOf(value: string, text: string): ReadonlySet<string> {
  if (value === '' || !text.includes(value)) return ALL_SIGNS;
  const signs = new Set<string>();
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const [, sign = '+'] = NAME_BEFORE.exec(text.slice(Math.max(0, at - 40), at)) ?? [];
    signs.add(sign);
  }
  return signs;
}

const ALL_SIGNS: ReadonlySet<string> = new Set(['+', '-', '~', '?']);
/** The sign and the name in front of a value; `ip-4` is a slip for a name. */
const NAME_BEFORE = /([+?~-])(?:[a-z][a-z\d]*|ip-[46])[:=. ]*$/;

function signIn(word: string): string {
  return /^[+?~-]/.exec(word)?.[0] ?? '+';
}

/** What stands behind the name of a term. */
function valueIn(word: string): string {
  return /[:=](.*)$/s.exec(word)?.[1] ?? '';
}

/** A term and its value, apart by a blank, a quote or a bracket. */
const APART = /(?<![\w.-])((?:include|exists|ip[46]|a|mx|ptr|redirect|exp)[:=])[\s\0"'`\\(<[]+/g;

/** Names and addresses, wherever they stand. */
function valuesIn(text: string): string[] {
  return (
    seenText(text)
      .toLowerCase()
      .replace(APART, '$1')
      .split(/[\s\0"'`\\,;|()<>[\]]+/)
      // A mapped address is one of IPv4, and is mended to that.
      .map((word) =>
        valueIn(word)
          .replace(/[+?~-]all$/, '')
          .replace(/^::ffff:(?=\d+\.)/, ''),
      )
      .filter((value) => /[.:]/.test(value))
  );
}

/** Each `all` with its sign. */
function endsIn(text: string): string[] {
  const all = /([+?~-]*) ?all(?![\w:=.-]*[:=]|\w)/g;
  return Array.from(
    seenText(text).toLowerCase().replaceAll('\0', '').matchAll(all),
    ([, sign = '']) => sign.at(-1) ?? '+',
  );
}
