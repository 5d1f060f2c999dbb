import { rootOf } from '../../octets/numbers.ts';

/** What anyone can find out about an RSA key with little arithmetic, and then sign with it. All of it is bounded: a few hundred divisions and square roots. */
export type RsaWeakness =
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'close-primes' }
  | { readonly kind: 'roca' };

/** Beyond this many bits nothing is tried: it would take long, and no sender has such a key. */
const MOST_BITS = 16_384;
const SMALL = primesBelow(2000);
/** Fermat finds primes whose distance is about the fourth root of the modulus in one round; this many take milliseconds. */
const ROUNDS = 100;

/** The first weakness that is found in a modulus of so many bits, or null. Pure; some milliseconds at most. */
export function weaknessOf(modulus: bigint, bits: number): RsaWeakness | null {
  if (bits > MOST_BITS || modulus < 4n) return null;
  const factor = SMALL.find((prime) => modulus % BigInt(prime) === 0n);
  if (factor !== undefined) return { kind: 'factor', factor };
  if (hasClosePrimes(modulus)) return { kind: 'close-primes' };
  return isRoca(modulus) ? { kind: 'roca' } : null;
}

/** Fermat's way: n = a² - b², with a just above the root of n where the primes are close together. */
function hasClosePrimes(modulus: bigint): boolean {
  let a = rootOf(modulus);
  if (a * a < modulus) a += 1n;
  for (let round = 0; round < ROUNDS; round += 1, a += 1n) if (isSquare(a * a - modulus)) return true;
  return false;
}

/** Of all numbers a few in a thousand are squares modulo all of these, and only their roots are taken. */
const MODULI = [256, 63, 65, 11, 17, 19, 23, 31].map((modulus) => {
  const squares = new Set(Array.from({ length: modulus }, (_, each) => (each * each) % modulus));
  return [BigInt(modulus), squares] as const;
});

function isSquare(value: bigint): boolean {
  if (MODULI.some(([modulus, squares]) => !squares.has(Number(value % modulus)))) return false;
  const root = rootOf(value);
  return root * root === value;
}

/**
 * The primes of the Infineon library are k·M + (65537^a mod M), with M the product of the first primes (CVE-2017-15361). So modulo each of these the
 * modulus is a power of 65537, which of other keys one in many millions is.
 */
function isRoca(modulus: bigint): boolean {
  return SMALL.filter((prime) => prime > 2 && prime <= 167).every((prime) =>
    powersOf(65_537 % prime, prime).has(Number(modulus % BigInt(prime))),
  );
}

function powersOf(base: number, prime: number): Set<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * base) % prime) powers.add(power);
  return powers;
}

function primesBelow(end: number): number[] {
  const primes: number[] = [];
  for (let each = 2; each < end; each += 1)
    if (primes.every((prime) => each % prime !== 0)) primes.push(each);
  return primes;
}
