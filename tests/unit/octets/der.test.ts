import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { elementAt, elementsIn, missingOctets } from '../../../lib/octets/der.ts';
import { ed25519Pair } from '../../support/keys.ts';

const octets = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('elementAt', () => {
  it.each<[why: string, hex: string, element: [tag: number, start: number, end: number] | null]>([
    ['an empty one', '0500', [5, 2, 2]],
    ['a short one', '020101', [2, 2, 3]],
    ['one with something behind it', '020101ff', [2, 2, 3]],
    ['one of 128 octets', `0481 80${'00'.repeat(128)}`.replace(' ', ''), [4, 3, 131]],
    ['nothing', '', null],
    ['no length', '02', null],
    ['no contents', '0201', null],
    ['no octets of the length', '0482', null],
    ['half of them', '048201', null],
    ['a length without end', '3080', null],
    ['a length longer than it has to be', `04817f${'00'.repeat(127)}`, null],
    ['a length that begins with zero', `04820080${'00'.repeat(128)}`, null],
    ['a length of five octets', '04850100000000', null],
  ])('%s', (_, hex, element) => {
    const [tag, start, end] = element ?? [];
    expect(elementAt(octets(hex), 0)).toEqual(element && { tag, start, end });
  });
});

describe('elementsIn', () => {
  it('are what a key of Node consists of', () => {
    const { publicKey } = ed25519Pair();
    const spki = createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })).export({
      format: 'der',
      type: 'spki',
    });
    expect(elementsIn(spki, elementAt(spki, 0)!)?.map(({ tag }) => tag)).toEqual([0x30, 0x03]);
  });

  it.each<[why: string, hex: string, tags: number[] | null]>([
    ['none', '3000', []],
    ['two', '300405000500', [5, 5]],
    ['one that reaches beyond its end', '3003050202ff', null],
    ['half of one', '300105', null],
  ])('%s', (_, hex, tags) => {
    const whole = octets(hex);
    expect(elementsIn(whole, elementAt(whole, 0)!)?.map(({ tag }) => tag) ?? null).toEqual(tags);
  });
});

describe('missingOctets', () => {
  it('counts those that the first element claims', () => {
    expect(
      ['300402', '30820100', '3000', '300002', '', '3080'].map((hex) => missingOctets(octets(hex))),
    ).toEqual([3, 256, 0, 0, 0, 0]);
  });
});
