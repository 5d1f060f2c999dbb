import { describe, expect, it } from 'vitest';
import { meantBelow, type MeantBelow } from '../../../../lib/mechanisms/dmarc/guide-below.ts';

/** What parts of a record, however they are written, ask for names below (RFC 9989 §4.7 "sp" and "np"). */
describe('what a record was meant to ask for names below it', () => {
  const below = (sp: MeantBelow['sp'], np: MeantBelow['np']): MeantBelow => ({ sp, np });
  it.each<[why: string, parts: readonly string[], wanted: MeantBelow]>([
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
    ['a value that nobody can read', ['sp=off'], below('unread', null)],
    ['beside a readable one of the other tag', ['np=reject', 'sp=off'], below('unread', 'reject')],
    ['before a readable one of the same tag', ['sp=off', 'sp=none'], below('unread', null)],
    ['and behind it', ['sp=none', 'sp=off'], below('unread', null)],
    ['two words in one', ['sp=none reject'], below('unread', null)],
    ['behind a bracket', ['sp=<off>'], below('unread', null)],
    ['a tag that ends in these letters is another one', ['xsp=off', 'wnp=off'], below(null, null)],
    ['it may stand within a part that lost its semicolon', ['p=reject sp=off'], below('unread', null)],
    ['a name alone is a word, and no tag', ['sp'], below(null, null)],
    ['an empty one is a tag as well', ['sp='], below('unread', null)],
  ])('%s: %j', (_, parts, wanted) => {
    expect(meantBelow(parts)).toEqual(wanted);
  });
});
