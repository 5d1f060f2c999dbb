import { describe, expect, it } from 'vitest';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { spfEdits } from '../../../../lib/mechanisms/spf/text-edits.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';

const GOOD = 'v=spf1 mx -all';

describe('a fix takes away one kind of fault, and that alone', () => {
  it.each<[why: string, code: SpfProblemCode, value: string, fixed: string]>([
    ['a version beside a record', 'spf-near-miss-beside', `"${GOOD}"`, GOOD],
    ['what is not ASCII, where a person sees what is meant', 'spf-not-ascii', 'v=spf1 mx –all', GOOD],
    ['where nobody does, nothing', 'spf-not-ascii', 'v=spf1 a:bücher.example', 'v=spf1 a:bücher.example'],
    [
      'a sign of equality behind the end stays: there it is idle either way',
      'spf-modifier-meant',
      'v=spf1 a=b.example -all a=c.example',
      'v=spf1 a:b.example -all a=c.example',
    ],
    [
      'where a name goes on in the next string, nothing',
      'spf-domain-spec',
      'v=spf1 include:spf.a.co" "m -all',
      'v=spf1 include:spf.a.co" "m -all',
    ],
    [
      'where the record goes on in the next line, nothing',
      'spf-unknown-mechanism',
      'v=spf1 mx \\\\',
      'v=spf1 mx \\\\',
    ],
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
      'one whose name is misspelt',
      'spf-modifier-meant',
      'v=spf1 ipv4=192.0.2.1 ip=2001:db8::1 inlcude=a.example INCLUDES=b.example -all',
      'v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 include:a.example include:b.example -all',
    ],
    [
      'no redirect, which takes the place of an end',
      'spf-modifier-meant',
      'v=spf1 redirct=a.example',
      'v=spf1 redirct=a.example',
    ],
    [
      'no mapped address, which is one of IPv4',
      'spf-modifier-meant',
      'v=spf1 ip6=::ffff:192.0.2.1 -all',
      'v=spf1 ip6=::ffff:192.0.2.1 -all',
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
