import { describe, expect, it } from 'vitest';
import { mergeEdits } from '../../../../lib/mechanisms/spf/text-merge.ts';
import { withEdits } from '../../../../lib/text/txt-edits.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';

const GOOD = 'v=spf1 mx -all';

const includes = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `include:${letter}${index}.example`).join(' ');

describe('several records become one where that has one answer', () => {
  it.each<[why: string, text: string, merged: string]>([
    [
      'terms of three, each once',
      'v=spf1 a -all\nv=spf1 mx A +a -all\nv=spf1 mx ptr -all',
      'v=spf1 a mx ptr -all',
    ],
    ['two of three the same', 'v=spf1 a -all\nv=spf1 a -all\nv=spf1 mx -all', 'v=spf1 a mx -all'],
    ['the same one three times', `${GOOD}\n${GOOD}\n${GOOD}`, GOOD],
    ['the same that nobody can read', 'v=spf1 foo\nv=spf1 foo', 'v=spf1 foo'],
    ['with the line ends of Windows', `${GOOD}\r\n${GOOD}\r\n${GOOD}`, GOOD],
    ['the last of which has one', `${GOOD}\r\n${GOOD}\r\n${GOOD}\r\n`, `${GOOD}\r\n`],
    ['with both kinds', `${GOOD}\n${GOOD}\r\n${GOOD}`, GOOD],
    ['nothing that the first has not', 'v=spf1 mx a -all\nv=spf1 a -all', 'v=spf1 mx a -all'],
    ['ends in another case', 'v=spf1 mx -ALL\nv=spf1 a -all', 'v=spf1 mx a -ALL'],
    ['with another text between', `v=spf1 mx -all\nx=y\nv=spf1 a -all`, 'v=spf1 mx a -all\nx=y'],
    [
      'ten look-ups together',
      `v=spf1 ${includes('p', 5)} -all\nv=spf1 ${includes('q', 5)} -all`,
      `v=spf1 ${includes('p', 5)} ${includes('q', 5)} -all`,
    ],
  ])('%s', (_, text, merged) => {
    expect(withEdits(text, mergeEdits(txtEntriesOf(text).entries, text))).toBe(merged);
  });

  it.each<[why: string, text: string]>([
    ['no record', 'x=y\nz'],
    ['eleven look-ups together', `v=spf1 ${includes('p', 5)} -all\nv=spf1 ${includes('q', 6)} -all`],
    ['other ends', 'v=spf1 mx -all\nv=spf1 a ~all'],
    ['one other end of three', 'v=spf1 mx -all\nv=spf1 a -all\nv=spf1 ptr ~all'],
    ['no end in the first', 'v=spf1 mx\nv=spf1 a -all'],
    ['none in the second', 'v=spf1 mx -all\nv=spf1 a'],
    ['nothing in the second', 'v=spf1 mx -all\nv=spf1'],
    ['a fault in the first', 'v=spf1 foo -all\nv=spf1 a -all'],
    ['one in the second', 'v=spf1 mx -all\nv=spf1 foo -all'],
    ['a term that refuses, whose place decides', 'v=spf1 mx -all\nv=spf1 -a -all'],
    ['an end before the end', 'v=spf1 mx -all\nv=spf1 all -all'],
    ['a modifier behind the end', 'v=spf1 mx -all\nv=spf1 a -all x=y'],
    ['a modifier before it', 'v=spf1 mx -all\nv=spf1 x=y -all'],
    ['one without quotes in a zone, where spaces are lost', '@ TXT "v=spf1 mx -all"\n@ TXT v=spf1'],
    ['the first without quotes', '@ TXT v=spf1\n@ TXT "v=spf1"'],
    ['one of three without quotes', '@ TXT "v=spf1"\n@ TXT v=spf1\n@ TXT "v=spf1"'],
  ])('and else they stay: %s', (_, text) => {
    expect(mergeEdits(txtEntriesOf(text).entries, text)).toEqual([]);
  });
});
