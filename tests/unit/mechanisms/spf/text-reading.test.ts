import { describe, expect, it } from 'vitest';
import { spfEdits } from '../../../../lib/mechanisms/spf/text-edits.ts';
import { SPF_READING } from '../../../../lib/mechanisms/spf/text-reading.ts';
import { saidOf, SPF } from '../../../support/txt-texts.ts';

const GOOD = 'v=spf1 mx -all';
const codesOf = (text: string) => saidOf(SPF, text).map(([code]) => code);

describe('a line below a record was one with it', () => {
  const missedIn = (text: string) =>
    saidOf(SPF, text).flatMap(([code, place]) => (code === 'spf-near-miss-beside' ? [place] : []));
  it.each<[why: string, text: string, missed: readonly string[]]>([
    ['terms', 'v=spf1 mx\na -all', ['a -all']],
    ['terms with blanks before and between', 'v=spf1 mx\n  a   -all', ['  a   -all']],
    ['one with a value', 'v=spf1 mx\na:b.example', ['a:b.example']],
    ['words that are names of terms as well', 'v=spf1 mx\na mx', []],
    ['a sign within a word is none before a term', 'v=spf1 mx\na x=b-c', []],
    ['a word that is no term', 'v=spf1 mx\nhello -a', []],
    ['a line between them', 'v=spf1 mx\n\na -a', []],
    ['below another text', 'v=spf1 mx\nx=y\na -a', []],
    ['below a record of a zone', '@ TXT "v=spf1 mx"\na -a', []],
    ['as a record of a zone', 'v=spf1 mx\n@ TXT "a -a"', []],
    ['above it', 'a -a\nv=spf1 mx', []],
  ])('%s', (_, text, missed) => {
    expect(missedIn(text)).toEqual(missed);
  });
});

describe('a text beside a record that was meant as one', () => {
  it.each<[why: string, text: string, isMissed: boolean]>([
    ['a version behind something else', `x ${GOOD}`, true],
    ['behind a quote', `x'${GOOD}`, true],
    ['with blanks in it', 'hello v = spf1 mx', true],
    ['with more than people write', 'hello v     =     spf1', false],
    ['with letters in it', 'hello vxx=spf1', false],
    ['or behind its sign', 'hello v=xspf1', false],
    ['a longer number', 'hello v=spf10', false],
    ['the end of another word', 'hello xv=spf1', false],
  ])('%s', (_, text, isMissed) => {
    expect(codesOf(`${GOOD}\n${text}`)).toEqual(isMissed ? ['spf-near-miss-beside'] : []);
  });

  it('is said with its text, and how many records there are with their number', () => {
    const problemsIn = (text: string) =>
      SPF.problemsOf(text).map(({ code, parameters }) => [code, parameters]);
    expect(problemsIn(`"${GOOD}"`)).toEqual([['spf-record-near-miss', { text: `"${GOOD}"` }]]);
    expect(problemsIn('spf2.0/pra mx')).toEqual([['spf-sender-id', { text: 'spf2.0/pra mx' }]]);
    expect(problemsIn(`${GOOD}\n${GOOD}\n${GOOD}`)[0]).toEqual(['spf-records-several', { count: 3 }]);
    expect(problemsIn('v=spf1 include:a.example-all -all')).toEqual([
      ['spf-space-missing', { term: 'include:a.example-all' }],
    ]);
  });
});

it('an odd name is said once: as two terms where it is two, and as such elsewhere', () => {
  expect(codesOf('v=spf1 include:a.example-all a:b..example ptr -all')).toEqual([
    'spf-name-odd',
    'spf-ptr',
    'spf-space-missing',
  ]);
  expect(codesOf('v=spf1 a:b..example -all')).toEqual(['spf-name-odd']);
});

it('what a person has to decide is said and not mended', () => {
  expect(SPF_READING.isSaid('spf-ptr')).toBe(true);
  expect(SPF_READING.isSaid('spf-duplicate-term')).toBe(false);
  expect(SPF_READING.isSaid('spf-unknown-mechanism')).toBe(false);
  expect(SPF_READING.isSaid('spf-records-several')).toBe(false);
  for (const code of SPF_READING.mended) expect(spfEdits(code, GOOD, [])).toEqual([]);
});
