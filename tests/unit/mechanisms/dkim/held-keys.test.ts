import { describe, expect, it } from 'vitest';
import { heldKeys, isSurelyNoKey } from '../../../../lib/mechanisms/dkim/held-keys.ts';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519, recordOfKey } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';

const A = GOOD_DKIM;
const B = recordOfKey(rsaPair(2048, 'other').publicKey);
const ED = recordOfKey(ED25519.publicKey);
const SHORT_A = A.replace(' k=rsa;', '');
const written = (text: string) => ({ text, key: parseDkimKey(text) });

describe('the keys that records hold', () => {
  it.each<
    [why: string, texts: readonly string[], held: readonly (readonly [string | null, number, boolean])[]]
  >([
    ['none', [], []],
    [
      'each with its records, in their order',
      [A, B, SHORT_A, ED],
      [
        [SHORT_A, 2, true],
        [B, 1, true],
        [ED, 1, true],
      ],
    ],
    ['as it was meant', [`"${A}"`], [[A, 1, true]]],
    ['one without a sound text', [`${A}; x`], [[null, 1, true]]],
    ['one that allows different things', [A, `${A}; t=s`], [[A, 2, false]]],
    [
      'none that was taken back, is for something else, or cannot be read',
      ['p=', `${A}; s=tlsrpt`, A.slice(0, 255)],
      [],
    ],
  ])('%s', (_, texts, held) => {
    const found = heldKeys(texts.map(written));
    expect(
      found.map(({ best, members, isOneMeaning }) => [best?.text ?? null, members.length, isOneMeaning]),
    ).toEqual(held);
  });

  it('are the same in whatever order the records come', () => {
    const texts = [A, SHORT_A, `${SHORT_A};`, `${SHORT_A}; g=*`];
    const best = (all: readonly string[]) => heldKeys(all.map(written))[0]?.best?.text;
    expect(best(texts)).toBe(SHORT_A);
    expect(best(texts.toReversed())).toBe(SHORT_A);
    const equal = [`${SHORT_A}; t=x`, `${SHORT_A}; t=w`];
    expect(best(equal)).toBe(equal[1]);
    expect(best(equal.toReversed())).toBe(equal[1]);
  });
});

describe('surely no key', () => {
  it.each<[why: string, text: string, isNone: boolean]>([
    ['one that is cut off', A.slice(0, 255), true],
    ['one that is missing', 'v=DKIM1; k=rsa', true],
    ['a sound one is one', A, false],
    ['a revoked one was one', 'v=DKIM1; p=', false],
    [
      'one for something else that is cut off: its readers are not known',
      `v=DKIM1; s=x; ${A.slice(16, 255)}`,
      false,
    ],
    ['a key without its tag was meant', A.slice(A.indexOf('p=') + 2), false],
    ['octets that are no key may be one to others', 'v=DKIM1; p=AAAA', false],
    ['a type that nobody knows', A.replace('k=rsa', 'k=x'), false],
  ])('%s', (_, text, isNone) => {
    expect(isSurelyNoKey(written(text))).toBe(isNone);
  });
});
