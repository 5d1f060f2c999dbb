import { describe, expect, it } from 'vitest';
import { isRegistered, nearestTag } from '../../../../lib/mechanisms/dmarc/known-tags.ts';

describe('a tag that receivers know, or knew (RFC 9989 §9.3)', () => {
  it.each(['v', 'p', 'sp', 'np', 't', 'psd', 'adkim', 'aspf', 'fo', 'rua', 'ruf', 'pct', 'ri', 'rf'])(
    '%s',
    (name) => {
      expect(isRegistered(name)).toBe(true);
    },
  );

  it.each(['', 'x', 'P', 'rub', 'version'])('and not %j', (name) => {
    expect(isRegistered(name)).toBe(false);
  });
});

it.each<[name: string, nearest: string | null, why: string]>([
  ['rau', 'rua', 'letters that changed places'],
  ['rfu', 'ruf', 'the same'],
  ['raf', 'ruf', 'another letter'],
  ['ruaa', null, 'near to two'],
  ['cpt', 'pct', 'an old tag too'],
  ['pctt', 'pct', 'one letter more at its end'],
  ['psb', 'psd', 'another letter at its end'],
  ['psdxx', 'psd', 'two too many'],
  ['adki', 'adkim', 'one too few'],
  ['aidkm', 'adkim', 'one that stands elsewhere'],
  ['xadkimx', 'adkim', 'two too many, at both ends'],
  ['axdkximy', null, 'three are too many'],
  ['adkimabcd', null, 'longer than any slip'],
  ['adk', null, 'of three letters one may be wrong'],
  ['uar', null, 'and not two'],
  ['rufa', null, 'the same'],
  ['ru', null, 'two letters say too little'],
  ['fo', null, 'also of a tag of two'],
  ['mikda', null, 'the other way around'],
  ['xxxx', null, 'no letter of it'],
  ['ps', null, 'and two of three are too few'],
  ['spx', null, 'a tag of two letters is like too many words'],
  ['adami', 'adkim', 'another letter, and two that changed places'],
])('the tag nearest to %s is %s: %s', (name, nearest) => {
  expect(nearestTag(name)).toBe(nearest);
});
