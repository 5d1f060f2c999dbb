import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTlsa, problemsOfTlsa, usableTlsa } from '../../../../lib/mechanisms/dane/tlsa.ts';
import { DANE_PROBLEMS } from '../../../../lib/mechanisms/dane/problems.ts';

const bytes = (head: readonly number[], hex = '') => Uint8Array.from([...head, ...Buffer.from(hex, 'hex')]);
const SHA256 = 'ab'.repeat(32);
const SHA512 = 'ab'.repeat(64);
const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
});
/** The outer form of a certificate (RFC 5280 §4.1): what is signed, algorithm, signature. */
const certificate = '300b3003020101300003020000';

const codesOf = (rdata: Uint8Array) => parseTlsa(rdata).problems.map(({ code }) => code);

describe('parseTlsa', () => {
  it('reads usage, selector, matching type and data (RFC 6698 §2.1)', () => {
    const parsed = parseTlsa(bytes([3, 1, 1], SHA256));
    expect(parsed).toEqual({
      state: 'valid',
      value: { usage: 3, selector: 1, matching: 1, data: bytes([], SHA256) },
      problems: [],
    });
  });

  it.each([0, 1, 2])('of %d octets is invalid: it is cut off', (length) => {
    expect(parseTlsa(new Uint8Array(length))).toEqual({
      state: 'invalid',
      problems: [{ code: 'dane-rdata-short', parameters: { octets: length } }],
    });
  });

  it('keeps what it read, whatever becomes of the message', () => {
    for (const rdata of [bytes([3, 1, 1], SHA256), Buffer.from(`030101${SHA256}`, 'hex')]) {
      const parsed = parseTlsa(rdata);
      rdata.fill(0);
      expect(parsed.state === 'valid' && parsed.value.data).toEqual(bytes([], SHA256));
    }
  });

  it.each<[why: string, head: [number, number, number], hex: string, codes: string[]]>([
    ['DANE-TA and DANE-EE are for mail (RFC 7672 §3.1)', [2, 0, 1], SHA256, []],
    ['SHA-512 has 64 octets', [3, 1, 2], SHA512, []],
    ['a whole key', [3, 1, 0], spki.toString('hex'), []],
    ['a whole certificate', [2, 0, 0], certificate, []],
    ['PKIX-TA is undefined for mail (RFC 7672 §3.1.3)', [0, 1, 1], SHA256, ['dane-usage-pkix']],
    ['and so is PKIX-EE', [1, 1, 1], SHA256, ['dane-usage-pkix']],
    ['usage 4 is reserved', [4, 1, 1], SHA256, ['dane-usage-unknown']],
    ['usage 255 is private', [255, 1, 1], SHA256, ['dane-usage-unknown']],
    ['selector 2 is reserved', [3, 2, 1], SHA256, ['dane-selector-unknown']],
    ['selector 255 is private', [3, 255, 1], SHA256, ['dane-selector-unknown']],
    ['matching type 3 is reserved', [3, 1, 3], SHA256, ['dane-matching-unknown']],
    ['matching type 255 is private, and its length is its own', [3, 1, 255], 'ab', ['dane-matching-unknown']],
    ['no data', [3, 1, 1], '', ['dane-data-empty']],
    [
      'no data of a matching type that nobody knows',
      [3, 1, 9],
      '',
      ['dane-matching-unknown', 'dane-data-empty'],
    ],
    ['SHA-256 with 31 octets', [3, 1, 1], 'ab'.repeat(31), ['dane-digest-length']],
    ['SHA-256 with 33 octets', [3, 1, 1], 'ab'.repeat(33), ['dane-digest-length']],
    ['SHA-1 in the place of SHA-256', [3, 1, 1], 'ab'.repeat(20), ['dane-digest-length']],
    ['SHA-512 under the number of SHA-256', [3, 1, 1], SHA512, ['dane-digest-length']],
    ['SHA-256 under the number of SHA-512', [3, 1, 2], SHA256, ['dane-digest-length']],
    ['the same fault of a web usage is said too', [1, 0, 1], 'ab', ['dane-usage-pkix', 'dane-digest-length']],
    ['a digest in the place of the whole', [3, 1, 0], SHA256, ['dane-data-not-der']],
    ['a key where a certificate belongs', [3, 0, 0], spki.toString('hex'), ['dane-data-not-der']],
    ['a certificate where a key belongs', [3, 1, 0], certificate, ['dane-data-not-der']],
    ['a certificate with an octet behind it', [2, 0, 0], `${certificate}00`, ['dane-data-not-der']],
    ['a certificate without its last octet', [2, 0, 0], certificate.slice(0, -2), ['dane-data-not-der']],
    ['of an unknown selector the whole is not judged', [3, 7, 0], 'ab', ['dane-selector-unknown']],
  ])('%s', (_, head, hex, codes) => {
    expect(codesOf(bytes(head, hex))).toEqual(codes);
    const parsed = parseTlsa(bytes(head, hex));
    if (parsed.state !== 'valid') throw new Error('It is long enough.');
    expect(usableTlsa([parsed.value])).toEqual(codes.length === 0 ? [parsed.value] : []);
  });
});

describe('why a record is of no use', () => {
  it.each<[head: [number, number, number], hex: string, parameters: object]>([
    [[1, 1, 1], SHA256, { usage: 1 }],
    [[4, 1, 1], SHA256, { value: 4 }],
    [[3, 2, 1], SHA256, { value: 2 }],
    [[3, 1, 9], SHA256, { value: 9 }],
    [[3, 1, 2], SHA256, { matching: 2, length: 32 }],
    [[3, 1, 1], '', {}],
    [[3, 1, 0], SHA256, {}],
  ])('is said by its numbers: %j', (head, hex, parameters) => {
    expect(parseTlsa(bytes(head, hex)).problems.map((problem) => problem.parameters)).toEqual([parameters]);
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const record = fc.record({
  usage: octet,
  selector: octet,
  matching: octet,
  data: fc.uint8Array({ maxLength: 100 }),
});

describe('whatever a record says', () => {
  it('parseTlsa is total, and what it reads is what stands there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rdata) => {
        const parsed = parseTlsa(rdata);
        expect(parsed.state).toBe(rdata.length < 3 ? 'invalid' : 'valid');
        for (const { code } of parsed.problems) expect(DANE_PROBLEMS).toHaveProperty(code);
        if (parsed.state === 'invalid') return;
        const { usage, selector, matching, data } = parsed.value;
        expect(Uint8Array.from([usage, selector, matching, ...data])).toEqual(rdata);
      }),
    );
  });

  it('no record is usable with numbers that RFC 7672 does not know', () => {
    fc.assert(
      fc.property(record, (one) => {
        const isKnown = (one.usage === 2 || one.usage === 3) && one.selector < 2 && one.matching < 3;
        if (!isKnown) expect(usableTlsa([one])).toEqual([]);
        expect(usableTlsa([one]).length === 1).toBe(problemsOfTlsa(one).length === 0);
      }),
    );
  });

  it('each is judged by itself: others beside it, and their order, change nothing', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (list) => {
        expect(usableTlsa(list)).toEqual(list.filter((one) => usableTlsa([one]).length === 1));
        expect(usableTlsa(list.toReversed()).toReversed()).toEqual(usableTlsa(list));
      }),
    );
  });

  it('every digest of the right length is usable', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 3),
        fc.constantFrom(0, 1),
        fc.constantFrom(1, 2),
        (usage, selector, matching) => {
          const data = new Uint8Array(matching * 32);
          expect(usableTlsa([{ usage, selector, matching, data }])).toHaveLength(1);
        },
      ),
    );
  });
});
