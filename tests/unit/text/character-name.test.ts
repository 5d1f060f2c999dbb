import { describe, expect, it } from 'vitest';
import { characterName } from '../../../lib/text/character-name.ts';

describe('characterName', () => {
  // The names are those of the Unicode standard, which people can look up.
  it.each<[why: string, text: string, said: string]>([
    ['a tab', '\t', 'U+0009 (tab)'],
    ['half of a line end', '\n', 'U+000A (line feed)'],
    ['the other half', '\r', 'U+000D (carriage return)'],
    ['a space', ' ', 'U+0020 (space)'],
    ['what a word processor puts between two words', '\u00a0', 'U+00A0 (no-break space)'],
    ['and where a word may be broken', '\u00ad', 'U+00AD (soft hyphen)'],
    ['wide', '\u2003', 'U+2003 (em space)'],
    ['or thin', '\u2009', 'U+2009 (thin space)'],
    ['without any width', '\u200b', 'U+200B (zero width space)'],
    ['keeping letters apart', '\u200c', 'U+200C (zero width non-joiner)'],
    ['or together', '\u200d', 'U+200D (zero width joiner)'],
    ['turning the direction', '\u200e', 'U+200E (left-to-right mark)'],
    ['or back', '\u200f', 'U+200F (right-to-left mark)'],
    ['between a number and its unit', '\u202f', 'U+202F (narrow no-break space)'],
    ['joining words', '\u2060', 'U+2060 (word joiner)'],
    ['of a Japanese keyboard', '\u3000', 'U+3000 (ideographic space)'],
    ['the beginning of a file', '\ufeff', 'U+FEFF (byte order mark)'],
    ['one that hardly anybody meets goes by its number', '\u2061', 'U+2061'],
    ['beyond 16 bits it is one character, not two', '\u{e0001}', 'U+E0001'],
    ['the first of several', '\u200bv=STSv1', 'U+200B (zero width space)'],
    ['of nothing, the octet that ends texts', '', 'U+0000'],
  ])('%s', (_, text, said) => {
    expect(characterName(text)).toBe(said);
  });
});
