import { seenText } from '../../text/seen-text.ts';
import { txtEntriesOf } from '../../text/txt-entries.ts';
import { parseSpfRecord } from './record.ts';
import { wordsOf } from './text-words.ts';

/**
 * True where a fix names nobody who was not named before, leaves nobody out, lets no `all` say what none said there, and opens no domain to everybody: the last look at what the
 * fixes do, whatever they are given.
 */
export function keepsSenders(before: string, after: string): boolean {
  const words = txtEntriesOf(after).entries.flatMap(({ value }) => wordsOf(value));
  const had = flat(before);
  const has = flat(after);
  const ends = new Set(endsIn(before));
  return (
    // A second version is the start of a second record, wherever that ends.
    words.every(({ text }) => !/^v=/i.test(text) && had.includes(flat(valueIn(text)))) &&
    valuesIn(before).every((value) => has.includes(value)) &&
    endsIn(after).every((end) => ends.has(end)) &&
    (letsAllIn(before) || !letsAllIn(after))
  );
}

/** True where a record that receivers can read ends in `+all`: none becomes readable by a fix. */
function letsAllIn(text: string): boolean {
  return txtEntriesOf(text).entries.some(({ value }) => {
    const parsed = parseSpfRecord(value);
    return (
      parsed.state === 'valid' &&
      parsed.value.terms.some((term) => term.kind === 'all' && term.qualifier === '+')
    );
  });
}

/** Without spaces, quotes, and what nobody sees. */
function flat(text: string): string {
  return seenText(text)
    .toLowerCase()
    .replace(/[\s\0"'`\\]+/g, '');
}

/** What stands behind the name of a term. */
function valueIn(word: string): string {
  return /[:=](.*)$/s.exec(word)?.[1] ?? '';
}

/** A term and its value, apart by a blank, a quote or a bracket. */
const APART = /(?<![\w.-])((?:include|exists|ip[46]|a|mx|ptr|redirect|exp)[:=])[\s\0"'`\\(<[]+/g;

/** Names and addresses, wherever they stand. */
function valuesIn(text: string): string[] {
  return seenText(text)
    .toLowerCase()
    .replace(APART, '$1')
    .split(/[\s\0"'`\\,;|()<>[\]]+/)
    .map((word) => valueIn(word).replace(/[+?~-]all$/, ''))
    .filter((value) => /[.:]/.test(value));
}

/** Each `all` with its sign. */
function endsIn(text: string): string[] {
  const all = /([+?~-]*) ?all(?![\w:=.-]*[:=]|\w)/g;
  return Array.from(
    seenText(text).toLowerCase().replaceAll('\0', '').matchAll(all),
    ([, sign = '']) => sign.at(-1) ?? '+',
  );
}
