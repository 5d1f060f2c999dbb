import { describe, expect, it } from 'vitest';
import { meantBelow, type Below } from '../../../../lib/mechanisms/dmarc/guide-below.ts';

/** What parts of a record, however they are written, ask for names below (RFC 9989 §4.7 "sp" and "np"). */
describe('what a record was meant to ask for names below it', () => {
  const below = (sp: Below['sp'], np: Below['np']): Below => ({ sp, np });
  it.each<[why: string, parts: readonly string[], wanted: Below | null]>([
    ['nothing is written', [], below(null, null)],
    [
      'other tags say nothing of them',
      ['v=DMARC1', 'p=reject', 'rua=mailto:a@example.com'],
      below(null, null),
    ],
    ['one is written', ['p=reject', 'sp=none'], below('none', null)],
    ['both are', ['sp=quarantine', 'np=reject'], below('quarantine', 'reject')],
    ['with blanks around the sign', ['sp = none', '\tnp\t=\treject'], below('none', 'reject')],
    ['names and values have no case', ['SP=None', 'Np=REJECT'], below('none', 'reject')],
    ['one twice: the weaker, whichever comes first', ['sp=reject', 'sp=none'], below('none', null)],
    ['and in the other order', ['sp=none', 'sp=reject'], below('none', null)],
    ['of each tag by itself', ['sp=none', 'np=reject', 'sp=quarantine'], below('none', 'reject')],
    ['a colon for the sign has one right answer', ['sp:none'], below('none', null)],
    ['a sign twice has one', ['sp==none'], below('none', null)],
    ['quotes around the value', ['sp="none"'], below('none', null)],
    ['a value that nobody can read is no ground for more', ['sp=off'], null],
    ['nor is one beside a readable one', ['np=reject', 'sp=off'], null],
    ['nor one that two words stand in', ['sp=none reject'], null],
    ['nor one behind a bracket', ['sp=<off>'], null],
    ['a tag that ends in these letters is another one', ['xsp=off', 'wnp=off'], below(null, null)],
    ['it may stand within a part that lost its semicolon', ['p=reject sp=off'], null],
    ['a name alone is a word, and no tag', ['sp'], below(null, null)],
    ['an empty one says nothing', ['sp='], below(null, null)],
  ])('%s: %j', (_, parts, wanted) => {
    expect(meantBelow(parts)).toEqual(wanted);
  });
});
