import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, modularPower, numberOf, octetsOfNumber, rootOf } from '../../../lib/octets/numbers.ts';

const number = fc.bigInt({ min: 0n, max: 1n << 300n });

describe('numbers and their octets', () => {
  it('are each other, and bits are those of the number', () => {
    fc.assert(
      fc.property(number, fc.nat({ max: 3 }), (value, zeros) => {
        const octets = octetsOfNumber(value, 38 + zeros);
        expect(octets.length).toBe(38 + zeros);
        expect(numberOf(octets)).toBe(value);
        expect(bitsOf(octets)).toBe(value === 0n ? 0 : value.toString(2).length);
      }),
    );
    expect([numberOf(new Uint8Array()), bitsOf(new Uint8Array())]).toEqual([0n, 0]);
    expect(octetsOfNumber(0x10203n, 2)).toEqual(Uint8Array.of(2, 3));
  });
});

describe('rootOf', () => {
  it('is the largest whose square is not above', () => {
    fc.assert(
      fc.property(number, (value) => {
        const root = rootOf(value);
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
        expect(rootOf(value * value)).toBe(value);
      }),
    );
  });
});

describe('modularPower', () => {
  it('is what multiplying comes to', () => {
    fc.assert(
      fc.property(
        number,
        fc.nat({ max: 40 }),
        fc.bigInt({ min: 2n, max: 1n << 100n }),
        (base, exponent, modulus) => {
          expect(modularPower(base, BigInt(exponent), modulus)).toBe(base ** BigInt(exponent) % modulus);
        },
      ),
    );
  });
});
