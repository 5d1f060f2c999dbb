import { describe, expect, it } from 'vitest';
import { isCertificate, isPublicKeyInfo } from '../../../../lib/mechanisms/dane/der.ts';

const SEQUENCE = 0x30;
const BITS = 0x03;

/** An element whose length is written as short as can be (X.690 §10.1). */
function element(tag: number, ...contents: readonly number[][]): number[] {
  const inside = contents.flat();
  const length = inside.length;
  if (length < 0x80) return [tag, length, ...inside];
  const octets = length < 0x1_00 ? [length] : [length >> 8, length & 0xff];
  return [tag, 0x80 + octets.length, ...octets, ...inside];
}
const of = (length: number) => Array.from({ length }, () => 0);
const sequence = (length: number) => element(SEQUENCE, of(length));
const bits = (length: number) => element(BITS, of(length));
/** What is signed, the algorithm, the signature; of so many octets each. */
const certificate = (...[signed, algorithm, signature]: readonly [number, number, number]) =>
  element(SEQUENCE, sequence(signed), sequence(algorithm), bits(signature));
const key = (algorithm: number, length: number) => element(SEQUENCE, sequence(algorithm), bits(length));
/** The octets of a key, with the header of its outermost sequence written otherwise. */
const headed = (header: readonly number[], whole: readonly number[], headerLength: number) => [
  ...header,
  ...whole.slice(headerLength),
];

describe('octets have the form of a certificate (RFC 5280 §4.1)', () => {
  it.each<[why: string, octets: readonly number[], isOne: boolean]>([
    ['three short parts', certificate(3, 0, 2), true],
    ['as long as one octet can say', certificate(0x7f, 0, 0), true],
    ['one octet more, whose length has two', certificate(0x80, 0, 0), true],
    ['longer than 255 octets', certificate(0x1_00, 0x80, 0x1_2c), true],
    ['as long as a real one', certificate(1200, 13, 257), true],
    ['two parts', element(SEQUENCE, sequence(3), sequence(0)), false],
    ['four parts', element(SEQUENCE, sequence(3), sequence(0), bits(2), bits(2)), false],
    ['the parts of a key', key(3, 2), false],
    ['parts in another order', element(SEQUENCE, sequence(3), bits(2), sequence(0)), false],
    ['no sequence', element(BITS, sequence(3), sequence(0), bits(2)), false],
    ['something behind it', [...certificate(3, 0, 2), 0], false],
    ['its last octet missing', certificate(3, 0, 2).slice(0, -1), false],
    ['its last octet missing, and long', certificate(300, 0, 2).slice(0, -1), false],
    ['nothing but the tag', [SEQUENCE], false],
    ['a length that is cut off', [SEQUENCE, 0x82, 0x01], false],
    ['nothing', [], false],
    ['a part that is longer than the whole', [SEQUENCE, 8, SEQUENCE, 0, SEQUENCE, 0, BITS, 3, 0, 0], false],
    ['a tag as the last octet', element(SEQUENCE, sequence(3), sequence(0), [BITS]), false],
  ])('%s: %s', (_, octets, isOne) => {
    expect(isCertificate(Uint8Array.from(octets))).toBe(isOne);
  });
});

describe('octets have the form of a SubjectPublicKeyInfo', () => {
  // Contents of 126 octets, then of 128.
  const short = key(0, 120);
  const long = key(0, 124);
  it.each<[why: string, octets: readonly number[], isOne: boolean]>([
    ['of one octet of length', short, true],
    ['of two', long, true],
    ['a length of two octets where one does', headed([SEQUENCE, 0x81, short.length - 2], short, 2), false],
    ['a length that begins with zero', headed([SEQUENCE, 0x82, 0x00, long.length - 3], long, 3), false],
    ['a length that is left open (BER)', headed([SEQUENCE, 0x80], key(0, 124), 3), false],
    ['a certificate', certificate(3, 0, 2), false],
    ['one part', element(SEQUENCE, sequence(3)), false],
  ])('%s: %s', (_, octets, isOne) => {
    expect(isPublicKeyInfo(Uint8Array.from(octets))).toBe(isOne);
  });
});
