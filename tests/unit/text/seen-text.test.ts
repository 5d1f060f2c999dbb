import { describe, expect, it } from 'vitest';
import { plainEdits, seenText } from '../../../lib/text/seen-text.ts';

describe('seenText', () => {
  it.each<[why: string, text: string, seen: string]>([
    ['ASCII is what it is', 'v=spf1 -all;"~"', 'v=spf1 -all;"~"'],
    ['every kind of white is a space', '\t\r\n\v\f', '     '],
    ['wide forms are what they look like', '\uff56\uff1d', 'v='],
    ['tildes of other keyboards are one', '\u02dc\u223c\u301c\u2053', '~~~~'],
    ['what nobody sees leaves its place', 'a\u200bb', 'a\0b'],
    ['one of two units leaves two', 'a\u{e0001}b', 'a\0\0b'],
  ])('%s', (_, text, seen) => {
    expect(seenText(text)).toBe(seen);
    expect(seen).toHaveLength(text.length);
  });
});

describe('plainEdits', () => {
  it.each<[why: string, text: string, edits: [offset: number, length: number, put: string][] | null]>([
    ['printable ASCII needs none', 'v=spf1 ~all', []],
    ['what looks like ASCII is put as ASCII, at its place', 'a\uff1db', [[1, 1, '=']]],
    ['a tab is put as a space', 'a\tb', [[1, 1, ' ']]],
    ['what nobody sees goes', 'a\u200bb', [[1, 1, '']]],
    ['of two units as one', '\u{e0001}b', [[0, 2, '']]],
    ['a letter that is none of ASCII has no other form', 'a\u00e9', null],
    ['nor has all of the text then', '\u200b\u4e2d', null],
  ])('%s', (_, text, edits) => {
    expect(plainEdits(text)).toEqual(
      edits?.map(([offset, length, put]) => ({ offset, length, put })) ?? null,
    );
  });
});
