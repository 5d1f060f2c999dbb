import { createPublicKey, generatePrimeSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { codesOf, pkcs1Of, recordOf, spkiOf } from '../../../support/dkim.ts';
import { noise } from '../../../support/keys.ts';

const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });
const p = prime(1024);

describe('the bits of a key', () => {
  it('are those that Node counts, in both forms, for 500 keys of odd sizes', () => {
    const primes = Array.from({ length: 32 }, (_, index) => prime(256 + index * 11));
    const moduli = primes.flatMap((a, index) => primes.slice(index + 1).map((b) => a * b)).slice(0, 500);
    expect(moduli.length + primes.length).toBeGreaterThan(495);
    for (const [index, modulus] of [...moduli, ...primes.map((each) => each * p)].slice(0, 500).entries()) {
      const exponent = [65_537n, 3n, 17n, 65_539n, 4_294_967_311n][index % 5]!;
      const [spki, pkcs1] = [spkiOf(modulus, exponent), pkcs1Of(modulus, exponent)];
      const { asymmetricKeyDetails: details } = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      for (const octets of [spki, pkcs1]) {
        const { bits, exponent: found } = parseDkimKey(recordOf(octets));
        expect([bits, found]).toEqual([details?.modulusLength, details?.publicExponent]);
      }
    }
  });

  it('are those that Node counts for 300 more, from 384 to 16,384 bits', () => {
    for (let index = 0; index < 300; index += 1) {
      const size = Math.min(16_384, 384 + index * 53 + (index % 9));
      // What these are products of does not matter here: Node does not ask either.
      const random = BigInt(`0x${noise(2048, `modulus ${index}`).toString('hex')}`) >> BigInt(16_384 - size);
      const modulus = (1n << BigInt(size - 1)) | random | 1n;
      const [spki, pkcs1] = [spkiOf(modulus), pkcs1Of(modulus)];
      const { asymmetricKeyDetails: details } = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      expect(details?.modulusLength).toBe(size);
      for (const octets of [spki, pkcs1]) expect(parseDkimKey(recordOf(octets)).bits).toBe(size);
    }
  });
});

describe('weak keys', () => {
  it('are not met among 190 whose primes are random', () => {
    const primes = Array.from({ length: 20 }, () => prime(512));
    for (const [index, a] of primes.entries())
      for (const b of primes.slice(index + 1))
        for (const code of codesOf(parseDkimKey(recordOf(spkiOf(a * b)))))
          expect(['dkim-key-roca', 'dkim-key-close-primes', 'dkim-key-factored']).not.toContain(code);
  });
});
