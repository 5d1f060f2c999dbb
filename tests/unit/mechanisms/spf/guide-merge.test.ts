import { describe, expect, it } from 'vitest';
import { mergedSpf } from '../../../../lib/mechanisms/spf/guide-merge.ts';

const includes = (count: number, letter = 'p') =>
  Array.from({ length: count }, (_, index) => `include:${letter}${index}.example`).join(' ');

describe('several records become one', () => {
  it.each<[why: string, texts: readonly string[], text: string, lookUps: number]>([
    ['the same twice', ['v=spf1 mx -all', 'v=spf1 mx -all'], 'v=spf1 mx -all', 1],
    ['the same twice, letter for letter', ['v=spf1 a a -all', 'v=spf1 a a -all'], 'v=spf1 a a -all', 2],
    ['a version alone, twice', ['v=spf1', 'v=spf1'], 'v=spf1', 0],
    [
      'a pass for everybody, twice: nobody could use it',
      ['v=spf1 mx +all', 'v=spf1 mx +all'],
      'v=spf1 mx ?all',
      1,
    ],
    [
      'modifiers that differ by a blank are two records',
      ['v=spf1 x=1 y=2 -all', 'v=spf1 x=1y=2 -all'],
      'v=spf1 -all x=1 y=2 x=1y=2',
      0,
    ],
    [
      'ten look-ups together',
      [`v=spf1 ${includes(5)} -all`, `v=spf1 ${includes(5, 'q')} -all`],
      `v=spf1 ${includes(5)} ${includes(5, 'q')} -all`,
      10,
    ],
    [
      'a macro in upper case is another term',
      ['v=spf1 exists:%{l}.a.example -all', 'v=spf1 exists:%{L}.a.example -all'],
      'v=spf1 exists:%{l}.a.example exists:%{L}.a.example -all',
      2,
    ],
  ])('%s', (_, texts, text, lookUps) => {
    expect(mergedSpf(texts)).toEqual({ state: 'one', text, lookUps });
  });

  it.each<[why: string, texts: readonly string[]]>([
    ['one with a range of everybody', ['v=spf1 ip4:0.0.0.0/0 -all', 'v=spf1 mx -all']],
    ['one with a name that matches everybody', ['v=spf1 exists:a.example -all', 'v=spf1 mx -all']],
    ['the same twice', ['v=spf1 a/0 -all', 'v=spf1 a/0 -all']],
    ['one whose slip would come to that', ['v=spf1 mx ~all', 'v=spf1 mx/00 ~all']],
    ['one cannot be read', ['v=spf1 mx -all', 'v=spf1 foo -all']],
    ['a redirect beside terms', ['v=spf1 a redirect=_spf.a.example', 'v=spf1 mx -all']],
    ['a term that refuses somebody', ['v=spf1 -a mx -all', 'v=spf1 mx -all']],
    ['a term behind the end', ['v=spf1 mx -all mx', 'v=spf1 a -all']],
    ['two explanations', ['v=spf1 exp=a.example -all', 'v=spf1 exp=b.example -all']],
    ['two that end in everybody, behind a sender that is refused', ['v=spf1 -a +all', 'v=spf1 mx +all']],
  ])('and which one it is is open: %s', (_, texts) => {
    expect(mergedSpf(texts)).toEqual({ state: 'open' });
  });

  it('eleven are too many', () => {
    const texts = [`v=spf1 ${includes(6)} -all`, `v=spf1 ${includes(5, 'q')} -all`];
    expect(mergedSpf(texts)).toEqual({ state: 'too-many', lookUps: 11 });
  });
});
