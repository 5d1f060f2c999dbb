import { describe, expect, it } from 'vitest';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { spfEdits } from '../../../../lib/mechanisms/spf/text-edits.ts';
import { headEdits } from '../../../../lib/mechanisms/spf/text-head.ts';
import { mergeEdits } from '../../../../lib/mechanisms/spf/text-merge.ts';
import { changed, withEdits } from '../../../../lib/text/txt-edits.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';

const GOOD = 'v=spf1 mx -all';

describe('a record begins with its version and a space (RFC 7208 §4.5)', () => {
  it.each<[why: string, text: string, fixed: string]>([
    ['it does', GOOD, GOOD],
    ['in capitals, as it may', 'V=SPF1 mx', 'V=SPF1 mx'],
    ['and with nothing behind it', 'v=spf1', 'v=spf1'],
    ['a blank before it, and its letters stay', ` ${GOOD.replace('v=spf1', 'V=Spf1')}`, 'V=Spf1 mx -all'],
    ['quotes around it', `"${GOOD}"`, GOOD],
    ['around it, with blanks and a bracket behind', `("${GOOD}" ) `, GOOD],
    ['before it alone', `"${GOOD}`, GOOD],
    ['behind it alone, which begins as it must', `${GOOD}"`, `${GOOD}"`],
    ['quotes that part it from its terms', '"v=spf1" mx', 'v=spf1 mx'],
    ['quotes around the version alone, and nothing else', '"v=spf1"', 'v=spf1'],
    ['a semicolon behind that', '"v=spf1;"', 'v=spf1'],
    ['a comma without quotes', 'v=spf1,', 'v=spf1'],
    ['a term right behind it', 'v=spf1mx -all', GOOD],
    ['a colon twice', 'v::spf1 mx -all', GOOD],
    ['an underscore before the number', 'v=spf_1 mx -all', GOOD],
    ['a blank there, and around its sign', 'v = spf 1 mx -all', GOOD],
    ['a quote behind its sign', 'v="spf1" mx -all', GOOD],
    ['what nobody sees within', 'v=\u200bspf1 mx -all', GOOD],
    ['no name before it', 'SPF1: mx -all', GOOD],
    ['with two spaces behind it', 'v=spf1  mx', 'v=spf1  mx'],
    ['and in the row of a panel', 'TXT @ v=spf1  mx', 'v=spf1  mx'],
    ['another version', 'v=spf2 mx', 'v=spf2 mx'],
    ['a number with a point', 'v=spf1.0 mx', 'v=spf1.0 mx'],
    ['a letter for the number', 'v=spfx mx', 'v=spfx mx'],
    ['behind other words', 'see: v=spf1 mx', 'see: v=spf1 mx'],
    ['behind the row of a panel', 'TXT @ "v=spf1 mx -all" 3600', GOOD],
    ['behind one, with nothing to change but that', 'TXT\t@\tv=spf1 mx -all', GOOD],
  ])('%s', (_, text, fixed) => {
    expect(changed(text, headEdits(text))).toBe(fixed);
  });
});

describe('a fix takes away one kind of fault, and that alone', () => {
  it.each<[why: string, code: SpfProblemCode, value: string, fixed: string]>([
    ['a version beside a record', 'spf-near-miss-beside', `"${GOOD}"`, GOOD],
    ['what is not ASCII, where a person sees what is meant', 'spf-not-ascii', 'v=spf1 mx –all', GOOD],
    ['where nobody does, nothing', 'spf-not-ascii', 'v=spf1 a:bücher.example', 'v=spf1 a:bücher.example'],
    [
      'a misspelt name, and no separator',
      'spf-misspelt-mechanism',
      'v=spf1 ipv4:192.0.2.1 a,mx',
      'v=spf1 ip4:192.0.2.1 a,mx',
    ],
    [
      'a separator, and no misspelt name',
      'spf-separator',
      'v=spf1 ipv4:192.0.2.1 a,mx',
      'v=spf1 ipv4:192.0.2.1 a mx',
    ],
    ['a separator by itself, with the space before it', 'spf-separator', 'v=spf1 mx , -all', GOOD],
    ['the same at the start', 'spf-separator', 'v=spf1 , mx -all', GOOD],
    [
      'two terms in one, and no right one',
      'spf-space-missing',
      'v=spf1 a:b.example a:c.example-all',
      'v=spf1 a:b.example a:c.example -all',
    ],
    [
      'nothing in a term that has no fault',
      'spf-separator',
      'v=spf1 include:a.example-all',
      'v=spf1 include:a.example-all',
    ],
    [
      'a blank behind a colon',
      'spf-term-value-missing',
      'v=spf1 -include:  a.example',
      'v=spf1 -include:a.example',
    ],
    ['before one', 'spf-term-value-missing', 'v=spf1 include :a.example', 'v=spf1 include:a.example'],
    ['for one', 'spf-term-value-missing', 'v=spf1 ip6 2001:db8::1 -all', 'v=spf1 ip6:2001:db8::1 -all'],
    [
      'no colon before a macro, which may be meant as more',
      'spf-term-value-missing',
      'v=spf1 exists %{i}',
      'v=spf1 exists %{i}',
    ],
    [
      'two terms in one before a word that is none',
      'spf-space-missing',
      'v=spf1 include:a.example-all b.example',
      'v=spf1 include:a.example -all b.example',
    ],
    [
      'none before a word that is a term',
      'spf-term-value-missing',
      'v=spf1 include: a:b.example',
      'v=spf1 include: a:b.example',
    ],
    [
      'nor before a word without a point',
      'spf-term-value-missing',
      'v=spf1 include hello',
      'v=spf1 include hello',
    ],
    ['nor behind the last word', 'spf-term-value-missing', 'v=spf1 mx include:', 'v=spf1 mx include:'],
    ['a sign apart from all', 'spf-qualifier-misplaced', 'v=spf1 mx - ALL', 'v=spf1 mx -ALL'],
    ['none apart from a longer word', 'spf-qualifier-misplaced', 'v=spf1 mx - allow', 'v=spf1 mx - allow'],
    ['nor from one that ends so', 'spf-qualifier-misplaced', 'v=spf1 mx - small', 'v=spf1 mx - small'],
    ['nor a sign that is none by itself', 'spf-unknown-mechanism', 'v=spf1 x- all', 'v=spf1 x- all'],
    ['two signs that disagree stay', 'spf-qualifier-misplaced', 'v=spf1 mx ~- all', 'v=spf1 mx ~- all'],
    [
      'each mechanism with the sign of a modifier',
      'spf-modifier-meant',
      'v=spf1 Include=a.example IP4=192.0.2.1 ip6=2001:db8::1 a=b.example mx=c.example ptr=d.example exists=e.example',
      'v=spf1 Include:a.example IP4:192.0.2.1 ip6:2001:db8::1 a:b.example mx:c.example ptr:d.example exists:e.example',
    ],
    [
      'no modifier of another name',
      'spf-modifier-meant',
      'v=spf1 x=a.example redirect=b.example',
      'v=spf1 x=a.example redirect=b.example',
    ],
    [
      'none whose value is none of the mechanism',
      'spf-modifier-meant',
      'v=spf1 ip4=mail.example',
      'v=spf1 ip4=mail.example',
    ],
    [
      'a term that stands twice, in any case, and a plus before it',
      'spf-duplicate-term',
      'v=spf1 a:b.example  +A:B.example -all',
      'v=spf1 a:b.example -all',
    ],
    [
      'two with different signs are two',
      'spf-duplicate-term',
      'v=spf1 mx ?mx ~mx -all',
      'v=spf1 mx ?mx ~mx -all',
    ],
    [
      'a macro in capitals is another',
      'spf-duplicate-term',
      'v=spf1 exists:%{l}.example exists:%{L}.example -all',
      'v=spf1 exists:%{l}.example exists:%{L}.example -all',
    ],
    [
      'names with a sign within are two',
      'spf-duplicate-term',
      'v=spf1 exists:a+b.example exists:ab.example -all',
      'v=spf1 exists:a+b.example exists:ab.example -all',
    ],
    ['an all twice stays: it is the end', 'spf-duplicate-term', 'v=spf1 -all mx -all', 'v=spf1 -all mx -all'],
    [
      'a modifier is no term here',
      'spf-duplicate-term',
      'v=spf1 exp=a.example exp=a.example x=y x=y',
      'v=spf1 exp=a.example exp=a.example x=y x=y',
    ],
    ['what cannot be read is none either', 'spf-duplicate-term', 'v=spf1 foo foo', 'v=spf1 foo foo'],
    [
      'a modifier that stands twice',
      'spf-modifier-repeated',
      'v=spf1 mx mx exp=a.example exp=a.example exp=A.example -all',
      'v=spf1 mx mx exp=a.example -all',
    ],
    ['one that nobody knows may', 'spf-modifier-repeated', 'v=spf1 x=y x=y', 'v=spf1 x=y x=y'],
    [
      'two that differ stay',
      'spf-modifier-repeated',
      'v=spf1 redirect=a.example redirect=b.example',
      'v=spf1 redirect=a.example redirect=b.example',
    ],
  ])('%s', (_, code, value, fixed) => {
    expect(changed(value, spfEdits(code, value, []))).toBe(fixed);
  });

  it('leaves what stays at both ends of a word, so that the cursor does', () => {
    expect(spfEdits('spf-misspelt-mechanism', 'v=spf1 ipv4:192.0.2.1', [])).toEqual([
      { offset: 9, length: 1, put: '' },
    ]);
    expect(spfEdits('spf-misspelt-mechanism', 'v=spf1 inclde:a.example', [])).toEqual([
      { offset: 11, length: 0, put: 'u' },
    ]);
    expect(spfEdits('spf-qualifier-misplaced', 'v=spf1 --all', [])).toEqual([
      { offset: 8, length: 1, put: '' },
    ]);
  });
});

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
