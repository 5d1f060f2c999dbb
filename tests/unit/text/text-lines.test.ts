import { describe, expect, it } from 'vitest';
import {
  lineEndsOf,
  linesWithEnds,
  mapLines,
  textsOf,
  usualLineEnd,
  withLineEnds,
} from '../../../lib/text/text-lines.ts';
import { leadingSpace, trimEndSpace } from '../../../lib/text/white-space.ts';

describe('the lines of a text', () => {
  it.each<[why: string, text: string, lines: [body: string, end: string][]]>([
    ['nothing has none', '', []],
    ['one without an end', 'a', [['a', '']]],
    [
      'each keeps the end that it has',
      'a\r\nb\nc',
      [
        ['a', '\r\n'],
        ['b', '\n'],
        ['c', ''],
      ],
    ],
    [
      'an empty line is one',
      '\n\r\n',
      [
        ['', '\n'],
        ['', '\r\n'],
      ],
    ],
    ['a CR alone ends none (RFC 8461 §3.2)', 'a\rb\r', [['a\rb\r', '']]],
    ['of two CR before LF one is text', 'a\r\r\n', [['a\r', '\r\n']]],
  ])('%s', (_, text, lines) => {
    expect(linesWithEnds(text)).toEqual(lines.map(([body, end]) => ({ body, end })));
  });

  it.each<[why: string, text: string, counts: [crlf: number, lf: number, cr: number], usual: string]>([
    ['without any, that of the RFC', 'a', [0, 0, 0], '\r\n'],
    ['the one that there is', 'a\n', [0, 1, 0], '\n'],
    ['the one that is there more often', 'a\nb\nc\r\n', [1, 2, 0], '\n'],
    ['that of the RFC where both are there as often', 'a\nb\r\n', [1, 1, 0], '\r\n'],
    ['a CR alone is counted, and ends nothing', 'a\rb\r\r\n', [1, 0, 2], '\r\n'],
  ])('the usual end of it: %s', (_, text, [crlf, lf, cr], usual) => {
    expect(lineEndsOf(text)).toEqual({ crlf, lf, cr });
    expect(usualLineEnd(text)).toBe(usual);
  });

  it.each<[why: string, text: string, changed: string]>([
    ['every one', 'a\nb\r\nc', 'a|b|c'],
    ['a lone CR was meant to be one', 'a\rb', 'a|b'],
    ['and two of them two', 'a\r\rb', 'a||b'],
    ['CR CR LF is one that was made twice', 'a\r\r\nb', 'a|b'],
    ['LF LF is two', 'a\n\nb', 'a||b'],
  ])('with other ends: %s', (_, text, changed) => {
    expect(withLineEnds(text, '\r\n')).toBe(changed.replaceAll('|', '\r\n'));
    expect(withLineEnds(text, '\n')).toBe(changed.replaceAll('|', '\n'));
  });
});

describe('mapLines', () => {
  const twice = (body: string) => [body, body];
  it.each<[why: string, text: string, change: (body: string, index: number) => string[], changed: string]>([
    ['nothing stays nothing', '', twice, ''],
    ['of one line two, each with its end', 'a\nb\n', twice, 'a\na\nb\nb\n'],
    ['the last one without an end leaves the last without one', 'a\nb', twice, 'a\na\nb\nb'],
    ['a text without any end gets that of the RFC between them', 'a', twice, 'a\r\na'],
    ['none takes the end with it', 'a\r\nb\n', (body) => (body === 'a' ? [] : [body]), 'b\n'],
    ['they are counted from 0', 'a\nb\n', (_, index) => [String(index)], '0\n1\n'],
    ['a byte order mark is no part of the first line', '\ufeffa\n', twice, '\ufeffa\na\n'],
  ])('%s', (_, text, change, changed) => {
    expect(mapLines(text, change)).toBe(changed);
  });
});

it('records that are written one a line are the lines with something in them', () => {
  expect(textsOf('a\r\n\n \t\n b \nc')).toEqual(['a', ' b ', 'c']);
  expect(textsOf('')).toEqual([]);
});

describe('white space of RFC 5234', () => {
  it.each<[why: string, text: string, leading: number, trimmed: string]>([
    ['is space and tab', ' \ta\t ', 2, ' \ta'],
    ['nothing else that looks empty', '\u00a0a\n', 0, '\u00a0a\n'],
    ['may be all of a text', ' \t', 2, ''],
    ['or none of it', '', 0, ''],
  ])('%s', (_, text, leading, trimmed) => {
    expect(leadingSpace(text)).toBe(leading);
    expect(trimEndSpace(text)).toBe(trimmed);
  });

  it('is counted from where one begins to look', () => {
    expect(leadingSpace('a  b', 1)).toBe(2);
    expect(leadingSpace('a  b', 2)).toBe(1);
  });
});
