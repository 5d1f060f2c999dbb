import { describe, expect, it } from 'vitest';
import { weaknessOf, type RsaWeakness } from '../../../../lib/mechanisms/dkim/rsa-weakness.ts';

/** Primes that are known, of 521 and of 607 bits. */
const [P, Q] = [(1n << 521n) - 1n, (1n << 607n) - 1n];
const SMALL = Array.from({ length: 1998 }, (_, each) => BigInt(each + 2));
const isFree = (number: bigint) => SMALL.every((each) => number % each !== 0n);
const rootOf = (square: bigint): bigint => {
  let root = 1n << 400n;
  while (root * root > square) root = (root + square / root) >> 1n;
  return root;
};

/** A product of two numbers without small factors, whose middle lies so many whole numbers above its root. */
function apart(steps: bigint): bigint {
  const middle = P;
  let half = rootOf(2n * middle * steps) + 2n;
  half += half % 2n;
  while (!isFree(middle - half) || !isFree(middle + half)) half += 2n;
  return (middle - half) * (middle + half);
}

/** The product of the primes with which the library of Infineon made its own (CVE-2017-15361). */
const MADE_WITH = SMALL.filter((each) => each <= 167n && SMALL.every((by) => by >= each || each % by !== 0n));
const M = MADE_WITH.reduce((all, each) => all * each, 1n);
const power = (times: number) =>
  Array.from({ length: times }).reduce<bigint>((now) => (now * 65_537n) % M, 1n);
const TRIED = Array.from({ length: 200 }, (_, each) => BigInt(each));
/** Neither of the two has to be prime for that, but no small prime may divide them. */
const ROCA = TRIED.map(
  (each) => (((3n << 400n) + each) * M + power(123)) * (((7n << 390n) + each) * M + power(77)),
).find(isFree)!;
/** As that, but for what is left of it after a division by 11: there 65537 has the powers 1 and 10 alone. */
const NEARLY = TRIED.map((each) => ROCA + each * (M / 11n)).find(
  (each) => isFree(each) && each % 11n !== 1n && each % 11n !== 10n,
)!;

describe('what anyone finds out about a modulus', () => {
  it.each<[why: string, modulus: bigint, weakness: RsaWeakness | null]>([
    ['two primes far from each other', P * Q, null],
    ['half of it is 2', 2n * Q, { kind: 'factor', factor: 2 }],
    ['a small odd factor', 3n * Q, { kind: 'factor', factor: 3 }],
    ['of several the smallest', 7n * 5n * Q, { kind: 'factor', factor: 5 }],
    ['the last prime below 2000', 1999n * Q, { kind: 'factor', factor: 1999 }],
    ['the first prime above it, for which nobody looks', 2003n * Q, null],
    ['a prime by itself twice', P * P, { kind: 'close-primes' }],
    ['primes as close as Fermat finds at once', apart(0n), { kind: 'close-primes' }],
    ['primes that he finds after some rounds', apart(50n), { kind: 'close-primes' }],
    ['primes for which he takes too many', apart(5000n), null],
    ['primes as the library of Infineon made them', ROCA, { kind: 'roca' }],
    ['a modulus that is like those but for one division', NEARLY, null],
    ['nothing', 0n, null],
    ['the largest number that is no product', 3n, null],
    ['the smallest product', 4n, { kind: 'factor', factor: 2 }],
  ])('%s', (_, modulus, weakness) => {
    expect(weaknessOf(modulus, 2048)).toEqual(weakness);
  });

  it('is not asked of a modulus that no sender has', () => {
    expect(weaknessOf(3n * Q, 16_384)).toEqual({ kind: 'factor', factor: 3 });
    expect(weaknessOf(3n * Q, 16_385)).toBeNull();
  });
});
