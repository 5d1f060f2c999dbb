import { describe, expect, it } from 'vitest';
import { splitTags, versionLength } from '../../../../lib/mechanisms/dmarc/tags.ts';

describe('a record begins with its version, and nothing else (RFC 9989 §4.7, §4.8)', () => {
  it.each<[text: string, version: string | null, why: string]>([
    ['v=DMARC1', 'v=DMARC1', 'alone'],
    ['v=DMARC1;p=none', 'v=DMARC1', 'before its delimiter'],
    ['v=DMARC1 \t; p=none', 'v=DMARC1', 'with blanks before that'],
    ['v=DMARC1  ', 'v=DMARC1', 'with blanks before the end'],
    ['V \t = \t DMARC1;', 'V \t = \t DMARC1', 'with blanks around its sign, and its name in any case'],
    [' v=DMARC1;', null, 'a blank before it'],
    ['xv=DMARC1;', null, 'a letter before it'],
    ['p=none; v=DMARC1;', null, 'a tag before it'],
    ['v=dmarc1;', null, 'its value has its case'],
    ['v=DMARC1x;', null, 'a letter behind it'],
    ['v=DMARC1, p=none', null, 'another sign behind it'],
    ['vx=DMARC1;', null, 'another name'],
    ['v=xDMARC1;', null, 'another value'],
    ['v\\n=DMARC1;', null, 'a blank is no line break'],
    ['v:DMARC1;', null, 'another sign'],
  ])('%j: %j (%s)', (text, version) => {
    expect(versionLength(text)).toBe(version === null ? null : version.length);
  });
});

describe('the tags behind it', () => {
  const read = (text: string) => {
    const { tags, broken } = splitTags(text, 0);
    return [
      tags.map(({ name, value, position: { offset, length }, valueOffset }) => [
        name,
        value,
        text.slice(offset, offset + length),
        text.slice(valueOffset, valueOffset + value.length) === value,
      ]),
      broken.map(({ kind, text: written, position: { offset, length } }) => [
        kind,
        written,
        text.slice(offset, offset + length),
      ]),
    ];
  };
  it.each<[why: string, text: string, tags: readonly (readonly [name: string, value: string, at: string])[]]>(
    [
      ['none', ';', []],
      ['one', ';p=none', [['p', 'none', 'p=none']]],
      ['with blanks around everything', '; \tp \t=\t none \t;', [['p', 'none', 'p \t=\t none']]],
      ['a name in capitals, a value as it is', ';P=None', [['p', 'None', 'P=None']]],
      ['a sign within a value', ';x=a=b', [['x', 'a=b', 'x=a=b']]],
      ['a blank or a tab within one', ';x=a \tb', [['x', 'a \tb', 'x=a \tb']]],
      ['a value of one character', ';t=y', [['t', 'y', 't=y']]],
      [
        'several',
        ';p=none;x=1',
        [
          ['p', 'none', 'p=none'],
          ['x', '1', 'x=1'],
        ],
      ],
    ],
  )('%s: %j', (_, text, tags) => {
    expect(read(text)).toEqual([tags.map((tag) => [...tag, true]), []]);
  });

  it.each<[why: string, text: string, kind: string, written: string, at: string]>([
    ['nothing between two delimiters', ';;x=1', 'empty', '', ''],
    ['a name alone', ';x=;', 'value-empty', 'x', 'x='],
    ['with a blank behind it', '; x = ;', 'value-empty', 'x', 'x ='],
    ['no sign', ';hello', 'malformed', 'hello', 'hello'],
    ['another sign', ';fo:0', 'malformed', 'fo:0', 'fo:0'],
    ['a digit in a name', ';t9=y', 'malformed', 't9=y', 't9=y'],
    ['a digit before one', ';1p=none', 'malformed', '1p=none', '1p=none'],
    ['a sign in a name', ';p-q=none', 'malformed', 'p-q=none', 'p-q=none'],
    ['a line break behind a name', ';p\n=none', 'malformed', 'p\n=none', 'p\n=none'],
    ['a line break in a value', ';x=a\nb', 'malformed', 'x=a\nb', 'x=a\nb'],
    ['a letter that ASCII has not, first', ';x=éa', 'malformed', 'x=éa', 'x=éa'],
    ['the same last', ';x=aé', 'malformed', 'x=aé', 'x=aé'],
  ])('%s: %j is %s', (_, text, kind, written, at) => {
    expect(read(text)[1]).toEqual([[kind, written, at]]);
  });
});
