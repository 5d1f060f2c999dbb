import { describe, expect, it } from 'vitest';
import {
  changed,
  editsIn,
  positionIn,
  quotedIn,
  removalOf,
  repeatedTagEdits,
  tagCaseEdits,
  tagRemoval,
  withEdits,
  writtenWords,
} from '../../../lib/text/txt-edits.ts';
import { parseTagList } from '../../../lib/text/tag-list.ts';
import { txtEntriesOf, type TxtEntry } from '../../../lib/text/txt-entries.ts';

const entriesOf = (text: string) => txtEntriesOf(text).entries;
const only = (text: string): TxtEntry => {
  const [entry, ...more] = entriesOf(text);
  if (!entry || more.length > 0) throw new Error('Not one entry.');
  return entry;
};

describe('edits of a text', () => {
  it.each<[why: string, edits: readonly [from: number, to: number, put: string][], after: string]>([
    ['none', [], 'abcdef'],
    ['one', [[1, 3, 'X']], 'aXdef'],
    [
      'in whatever order',
      [
        [4, 5, 'Y'],
        [1, 2, 'X'],
      ],
      'aXcdYf',
    ],
    [
      'side by side',
      [
        [1, 2, 'X'],
        [2, 3, 'Y'],
      ],
      'aXYdef',
    ],
    [
      'of two that overlap the first',
      [
        [1, 4, 'X'],
        [2, 5, 'Y'],
      ],
      'aXef',
    ],
    [
      'what is put before another one stands before it',
      [
        [2, 4, 'Y'],
        [2, 2, 'X'],
      ],
      'abXYef',
    ],
    ['at the end', [[6, 6, 'X']], 'abcdefX'],
    ['all of it', [[0, 6, '']], ''],
  ])('%s', (_, edits, after) => {
    expect(
      withEdits(
        'abcdef',
        edits.map(([from, to, put]) => ({ from, to, put })),
      ),
    ).toBe(after);
  });

  it('of a value are by offset and length', () => {
    expect(changed('abcdef', [{ offset: 2, length: 3, put: 'X' }])).toBe('abXf');
  });
});

describe('what is changed in a value is changed where it is written', () => {
  const after = (text: string, offset: number, length: number, put: string) =>
    withEdits(text, editsIn(only(text), [{ offset, length, put }]));

  it.each<[why: string, text: string, offset: number, length: number, put: string, after: string]>([
    ['a line', 'abc', 1, 1, 'X', 'aXc'],
    ['a line takes quotes as they are', 'abc', 1, 1, String.raw`"\ `.trim(), String.raw`a"\c`],
    ['a string escapes them', 'a TXT "abc"', 1, 1, String.raw`"\ `.trim(), String.raw`a TXT "a\"\\c"`],
    ['an escape goes as a whole', String.raw`a TXT "a\065c"`, 1, 1, 'X', 'a TXT "aXc"'],
    ['over two strings', 'a TXT "ab" "cd"', 1, 2, 'X', 'a TXT "aXd"'],
    ['added behind what stands before it, in its string', 'a TXT "ab" "cd"', 2, 0, 'X', 'a TXT "abX" "cd"'],
    ['added in front', 'a TXT "ab"', 0, 0, 'X', 'a TXT "Xab"'],
    ['added at the end', 'a TXT "ab"', 2, 0, 'X', 'a TXT "abX"'],
    ['the last of it', 'a TXT "ab"', 1, 1, '', 'a TXT "a"'],
  ])('%s', (_, text, offset, length, put, wanted) => {
    expect(after(text, offset, length, put)).toBe(wanted);
  });
});

describe('where a part of a value stands', () => {
  it.each<[why: string, text: string, offset: number, length: number, marked: string, line: number]>([
    ['in a line', 'x\nabc', 1, 1, 'b', 2],
    ['in a string', 'a TXT "abc"', 1, 2, 'bc', 1],
    ['with its escapes', String.raw`a TXT "\065\;c"`, 0, 2, String.raw`\065\;`, 1],
    ['over two strings', 'a TXT "ab" "cd"', 1, 2, 'b" "c', 1],
    ['on the line where it begins', 'a TXT ( "ab"\n "cd"\n "ef" )', 4, 2, 'ef', 3],
    ['and cut at its end', 'a TXT ( "ab"\n "cd" )', 1, 2, 'b"', 1],
    ['also at CRLF', 'a TXT ( "ab"\r\n "cd" )', 1, 2, 'b"', 1],
    ['nothing, between two', 'a TXT "ab"', 1, 0, '', 1],
    ['nothing, at the end', 'a TXT "ab"', 2, 0, '', 1],
    ['more than there is', 'abc', 1, 9, 'bc', 1],
  ])('%s', (_, text, offset, length, marked, line) => {
    const entry = entriesOf(text).at(-1)!;
    const position = positionIn(entry, { offset, length }, text);
    expect(text.slice(position.offset, position.offset + position.length)).toBe(marked);
    expect(position).toMatchObject({ length: marked.length, line });
  });

  it('is the end of a value where nothing begins behind it', () => {
    expect(positionIn(only('a TXT "ab"'), { offset: 2, length: 0 }, 'a TXT "ab"').offset).toBe(9);
    expect(positionIn(only('"" ""'), { offset: 0, length: 0 }, '"" ""').offset).toBe(0);
  });
});

describe('an entry that goes', () => {
  it.each<[why: string, text: string, index: number, after: string]>([
    ['the only one', 'a', 0, ''],
    ['the first, with its line', 'a\nb', 0, 'b'],
    ['the first of CRLF', 'a\r\nb', 0, 'b'],
    ['one in the middle', 'a\nb\nc', 1, 'a\nc'],
    ['one in the middle of CRLF', 'a\r\nb\r\nc', 1, 'a\r\nc'],
    ['the last', 'a\nb', 1, 'a'],
    ['the last, before the end of its line', 'a\nb\n', 1, 'a\n'],
    ['with its comment', 'a TXT "x" ; c\nb TXT "y"', 0, 'b TXT "y"'],
    ['the last with its comment', 'a TXT "x"\nb TXT "y" ; c\n', 1, 'a TXT "x"\n'],
  ])('%s', (_, text, index, after) => {
    expect(withEdits(text, [removalOf(entriesOf(text)[index]!, text)])).toBe(after);
  });

  it('leaves nothing of two below each other', () => {
    const text = 'a\nb\nc\n';
    const [, ...two] = entriesOf(text);
    expect(
      withEdits(
        text,
        two.map((each) => removalOf(each, text)),
      ),
    ).toBe('a\n');
  });
});

describe('words without quotes', () => {
  it.each<[why: string, text: string, words: readonly string[]]>([
    ['of a line', 'a TXT x y  ', ['x y']],
    ['with what may be a comment, longest first', 'a TXT x; y ; z', ['x; y ; z', 'x; y', 'x']],
    [
      'what has a sign of tags or addresses may be more of the record',
      'a TXT v=DMARC1; p=none ; old',
      ['v=DMARC1; p=none ; old', 'v=DMARC1; p=none'],
    ],
    ['a colon and an at are such signs', 'a TXT x; a:b\n', ['x; a:b']],
    ['an at', 'a TXT x; a@b', ['x; a@b']],
    ['an escaped one begins no comment', String.raw`a TXT x\; y`, [String.raw`x\; y`]],
    ['on the first line alone', 'a TXT x\nb', ['x']],
    ['not of strings', 'a TXT "x"', []],
    ['not of a line alone', 'x', []],
    ['not in parentheses', 'a TXT (x y)', []],
    ['nor over lines', 'a TXT "x" ( y\nz )', []],
    ['a comment at once leaves nothing before it', 'a TXT x ;', ['x ;', 'x']],
  ])('%s', (_, text, words) => {
    expect(writtenWords(entriesOf(text)[0]!, text)).toEqual(words);
  });

  it('of many comments the last thirty are looked at', () => {
    const text = `a TXT x${';y'.repeat(40)}`;
    expect(writtenWords(entriesOf(text)[0]!, text)).toHaveLength(31);
  });

  it('get quotes around what they were meant to be', () => {
    const text = String.raw`a TXT x y ; c`;
    expect(withEdits(text, [quotedIn(entriesOf(text)[0]!, 'x y', String.raw`p"q\r`)])).toBe(
      String.raw`a TXT "p\"q\\r" ; c`,
    );
  });
});

describe('a tag that goes', () => {
  it.each<[why: string, value: string, name: string, after: string]>([
    ['the only one', 'a=1', 'a', ''],
    ['the first, with what parts it', 'a=1 ; b=2', 'a', 'b=2'],
    ['one in the middle', 'a=1; b=2;c=3', 'b', 'a=1; c=3'],
    ['the last, with what parts it before', 'a=1 ; b=2', 'b', 'a=1'],
    ['the last before a semicolon', 'a=1; b=2;', 'b', 'a=1; '],
    ['alone before a semicolon', ' a=1;', 'a', ' '],
    ['the last behind one without a space', 'a=1;b=2', 'b', 'a=1'],
  ])('%s', (_, value, name, after) => {
    const tag = parseTagList(value).tags.find((each) => each.name === name)!;
    expect(changed(value, [tagRemoval(value, tag)])).toBe(after);
  });

  it.each<[why: string, value: string, after: string]>([
    ['none twice', 'a=1; b=1', 'a=1; b=1'],
    ['one that says the same', 'a=1; b=2; a=1', 'a=1; b=2'],
    ['several of them', 'a=1; b=2; a=1; b=2; c=3', 'a=1; b=2; c=3'],
    ['one that says something else: nothing goes', 'a=1; b=2; b=2; a=2', 'a=1; b=2; b=2; a=2'],
    ['another case is another name', 'a=1; A=1', 'a=1; A=1'],
  ])('again: %s', (_, value, after) => {
    expect(changed(value, repeatedTagEdits(value))).toBe(after);
  });

  it.each<[why: string, value: string, after: string]>([
    ['known ones', 'P=1; x=2', 'p=1; x=2'],
    ['several', 'V=1; P=2', 'v=1; p=2'],
    ['not where the other one is there', 'P=1; p=2', 'P=1; p=2'],
    ['nor where it stands there twice', 'P=1; P=2', 'P=1; P=2'],
    ['nor what nobody knows', 'X=1', 'X=1'],
    ['nor values', 'p=P', 'p=P'],
  ])('in lower case: %s', (_, value, after) => {
    expect(changed(value, tagCaseEdits(value, new Set(['v', 'p'])))).toBe(after);
  });
});
