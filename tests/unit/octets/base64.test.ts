import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64UrlOf, decodeBase64, octetsOf, textOfOctets } from '../../../lib/octets/base64.ts';

const octets = fc.uint8Array({ maxLength: 300 });

describe('decodeBase64', () => {
  it('reads what Node writes, with white space anywhere and with or without padding', () => {
    fc.assert(
      fc.property(octets, fc.nat(), fc.constantFrom('', ' ', '\t', '\r\n '), (some, where, space) => {
        const text = Buffer.from(some).toString('base64');
        const at = where % (text.length + 1);
        for (const each of [text, text.replaceAll('=', ''), text.slice(0, at) + space + text.slice(at)])
          expect(decodeBase64(each)).toEqual({ state: 'valid', octets: some });
      }),
    );
  });

  it.each<[why: string, text: string, fault: 'character' | 'length', at: number]>([
    ['a character of the other alphabet', 'AA-A', 'character', 2],
    ['a letter behind the padding', 'AA==AA', 'character', 4],
    ['no ASCII', 'AAé=', 'character', 2],
    ['a line end of another kind', 'AA\u2028AA', 'character', 2],
    ['one digit too many', 'AAAAA', 'length', 5],
    ['three signs of padding', 'A===', 'length', 1],
    ['padding alone', '===', 'length', 0],
  ])('%s', (_, text, fault, at) => {
    expect(decodeBase64(text)).toEqual({ state: 'invalid', fault, at });
  });

  it('nothing is nothing', () => {
    expect(decodeBase64(' \r\n')).toEqual({ state: 'valid', octets: new Uint8Array() });
  });
});

describe('texts of octets', () => {
  it('come back as they were, each octet a character', () => {
    fc.assert(
      fc.property(octets, (some) => {
        const text = textOfOctets(some);
        expect(text.length).toBe(some.length);
        expect(octetsOf(text)).toEqual(some);
        expect(base64UrlOf(some)).toBe(Buffer.from(some).toString('base64url'));
      }),
    );
    const large = new Uint8Array(100_000).map((_, index) => index);
    expect(octetsOf(textOfOctets(large))).toEqual(large);
  });
});
