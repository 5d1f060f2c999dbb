import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, it } from 'vitest';
import { isPublicAddress } from '../../lib/dns/public-address.ts';

/** Held against a library that is too heavy to ship for one question. */
const byLibrary = (text: string): boolean => ipaddr.isValid(text) && ipaddr.parse(text).range() === 'unicast';

/** Numbers near which ranges begin and end, and any other. */
const near = (numbers: readonly number[], max: number) =>
  fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: 0, max }));

it('an IPv4 address is public where the library says so', () => {
  const first = near(
    [0, 1, 9, 10, 11, 100, 126, 127, 128, 169, 172, 191, 192, 193, 198, 203, 223, 224, 240, 255],
    255,
  );
  const rest = near(
    [0, 2, 15, 16, 18, 19, 31, 32, 51, 52, 63, 64, 88, 99, 100, 113, 127, 128, 168, 175, 193, 196, 254],
    255,
  );
  fc.assert(
    fc.property(first, rest, rest, rest, (...octets) => {
      const text = octets.join('.');
      expect(isPublicAddress(text), text).toBe(byLibrary(text));
    }),
    { numRuns: 20_000 },
  );
});

/** Ranges of IPv6 about which the two differ, each with the reason. */
const DIFFERENT: readonly (readonly [why: string, differs: (first: number, second: number) => boolean])[] = [
  [
    'outside 2000::/3 nothing is given out, whether or not it has a name',
    (first) => first < 0x2000 || first > 0x3fff,
  ],
  ['all of 2001::/23 is kept for protocols', (first, second) => first === 0x2001 && second < 0x200],
  ['documentation since RFC 9637', (first, second) => first === 0x3fff && second < 0x1000],
];

it('an IPv6 address is public where the library says so, or not for a reason that stands here', () => {
  const first = near(
    [
      0, 0x64, 0x100, 0x1fff, 0x2000, 0x2001, 0x2002, 0x2003, 0x2620, 0x3fff, 0x4000, 0xfc00, 0xfd00, 0xfe80,
      0xff02,
    ],
    0xffff,
  );
  const second = near([0, 1, 2, 0x10, 0x20, 0x1ff, 0x200, 0xdb7, 0xdb8, 0xdb9, 0xfff, 0x1000], 0xffff);
  fc.assert(
    fc.property(first, second, fc.integer({ min: 0, max: 0xffff }), (a, b, last) => {
      const text = ipaddr
        .fromByteArray([
          a >> 8,
          a & 255,
          b >> 8,
          b & 255,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          last >> 8,
          last & 255,
        ])
        .toString();
      const isPublic = isPublicAddress(text);
      if (DIFFERENT.some(([, differs]) => differs(a, b))) expect(isPublic, text).toBe(false);
      else expect(isPublic, text).toBe(byLibrary(text));
    }),
    { numRuns: 20_000 },
  );
});
