import { describe, expect, it } from 'vitest';
import { txtEntriesOf } from '../../../lib/text/txt-entries.ts';
import { tokensIn, txtLineOf, zoneNotesOf } from '../../../lib/text/txt-lines.ts';

const only = (text: string) => txtEntriesOf(text).entries[0]!;

describe('a record as a line of the workshop', () => {
  it.each<[why: string, text: string, line: string]>([
    ['the text alone', 'v=spf1 -all', 'v=spf1 -all'],
    ['with the spaces around it', ' v=spf1 -all ', ' v=spf1 -all '],
    ['what would be read as a line of a zone', 'a TXT x', 'TXT "a TXT x"'],
    ['what would be read as strings', '"a" "b"', String.raw`TXT "\"a\" \"b\""`],
    ['several lines', 'a\nb', String.raw`TXT "a\010b"`],
    ['a comment', '; a', 'TXT "; a"'],
    ['a backslash in what has to be quoted', '; \\', String.raw`TXT "; \\"`],
    ['signs that nobody sees', '; \u007f\u0001', String.raw`TXT "; \127\001"`],
    ['nothing', '', 'TXT ""'],
  ])('%s', (_, text, line) => {
    expect(txtLineOf(text)).toBe(line);
  });
});

describe('the tokens of a line', () => {
  it('stand where they are written', () => {
    expect(tokensIn(only('a TXT "bc" "d"'), [{ kind: 'key', offset: 1, length: 2 }])).toEqual([
      { kind: 'key', from: 8, to: 13 },
    ]);
  });

  it.each([
    ['nothing', 1, 0],
    ['behind its end', 9, 1],
    ['over its end', 1, 9],
  ])('are none of %s', (_, offset, length) => {
    expect(tokensIn(only('abc'), [{ kind: 'key', offset, length }])).toEqual([]);
  });
});

describe('what a zone file would make of a record', () => {
  const notes = (text: string) => zoneNotesOf(only(text)).map(({ kind, octets }) => `${kind} ${octets}`);
  const x = (count: number) => 'x'.repeat(count);

  it.each<[why: string, text: string, notes: readonly string[]]>([
    ['a string that fits', `a TXT "${x(255)}"`, []],
    ['a string that does not', `a TXT "${x(256)}"`, ['longString 256']],
    ['the longest of several', `a TXT "x" "${x(300)}" "${x(256)}"`, ['longString 300']],
    ['several that fit', `a TXT "${x(255)}" "${x(255)}"`, []],
    ['a line that fits', x(255), []],
    ['a line that does not', x(256), ['longLine 256']],
    ['words are another fault', `a TXT ${x(256)}`, []],
    ['quotes that are not closed', 'a TXT "x', ['open 1']],
    ['both', `a TXT "${x(256)}`, ['open 256', 'longString 256']],
  ])('%s', (_, text, wanted) => {
    expect(notes(text)).toEqual(wanted);
  });
});
