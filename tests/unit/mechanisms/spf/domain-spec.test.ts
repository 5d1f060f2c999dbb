import { describe, expect, it } from 'vitest';
import {
  macroLetters,
  readDomainSpec,
  readMacroText,
  type MacroFault,
} from '../../../../lib/mechanisms/spf/domain-spec.ts';

describe('the first fault of a name, and where (RFC 7208 §7.1)', () => {
  it.each<[why: string, text: string, kind: MacroFault['kind'], offset: number, length: number]>([
    ['nothing', '', 'empty', 0, 0],
    ['a letter that ASCII has not', 'a%{i}b\u00e9.example', 'character', 6, 1],
    ['a space', 'a b.example', 'character', 1, 1],
    ['a letter that there is not', 'a%{z}.example', 'syntax', 1, 4],
    ['no part', 'ab%{d00}.example', 'syntax', 2, 6],
    ['a letter of explanations', 'a.%{C}.example', 'exp-only', 2, 4],
    ['no closing bracket', 'a%{i.example', 'syntax', 1, 2],
    ['another bracket', 'ab%(i}.example', 'syntax', 2, 2],
    ['a percent sign at the end', 'abc%', 'syntax', 3, 1],
    ['what is in brackets, to their end', 'abc%{i d}.example', 'syntax', 3, 6],
    ['also far from their start', `a%{${'d'.repeat(37)}}`, 'syntax', 1, 40],
    ['but not further', `a%{${'d'.repeat(38)}}`, 'syntax', 1, 2],
    ['one label', 'localhost', 'end', 0, 9],
    ['a number at its end', 'a.b.12', 'end', 4, 2],
    ['the same with a dot behind it', 'a.b.12.', 'end', 4, 3],
    ['a label behind a macro', '%{d}xy', 'end', 4, 2],
    ['behind a long one', 'a.%{d10r.-}xy', 'end', 11, 2],
  ])('%s: %j', (_, text, kind, offset, length) => {
    expect(readDomainSpec(text)).toEqual({ fault: { kind, offset, length } });
  });

  it.each([
    'a.example',
    'a.example.',
    '%{i}',
    'a.%{d2r}',
    '%{d}.example',
    'a%%b.example',
    '%{l-}.%{ir.}.example',
  ])('%s has none', (text) => {
    expect(readDomainSpec(text)).toMatchObject({ value: { text } });
  });

  it('an explanation may have spaces and more letters, and no other signs', () => {
    expect(readMacroText('See %{c}.', true)).toMatchObject({ value: { text: 'See %{c}.' } });
    expect(readMacroText('S\u00e9e', true)).toEqual({ fault: { kind: 'character', offset: 1, length: 1 } });
  });
});

it.each<[macro: string, part: object]>([
  ['%{d}', { letter: 'd', isEscaped: false, keep: null, isReversed: false, delimiters: '' }],
  ['%{D2R}', { letter: 'd', isEscaped: true, keep: 2, isReversed: true, delimiters: '' }],
  ['%{l010r-.}', { letter: 'l', isEscaped: false, keep: 10, isReversed: true, delimiters: '-.' }],
])('%s is read part by part (RFC 7208 §7.3)', (macro, part) => {
  expect(readMacroText(`a.${macro}`)).toMatchObject({ value: { parts: ['a.', part] } });
});

it('the letters of a name, each time, and none of what is no macro', () => {
  const read = readMacroText('i.%{I}%{d2r}%%s.%{l-}.%{d}.example');
  expect('value' in read && macroLetters(read.value)).toEqual(['i', 'd', 'l', 'd']);
});
