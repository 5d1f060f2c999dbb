import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { beginsPrivateKey, readRsaKey } from '../../../../lib/mechanisms/dkim/rsa-key.ts';
import { der, derInteger } from '../../../support/dkim.ts';
import { ed25519Pair, rsaPair } from '../../../support/keys.ts';

const [INTEGER, BITS, OCTETS, NULL, OID, SEQUENCE] = [0x02, 0x03, 0x04, 0x05, 0x06, 0x30];
const MODULUS = Buffer.from('c3'.repeat(64), 'hex');
const N = der(INTEGER, [0], MODULUS);
const E = der(INTEGER, [1, 0, 1]);
/** rsaEncryption (RFC 8017 §A.1), and what it is with one digit changed. */
const RSA = Buffer.from('2a864886f70d010101', 'hex');
const PSS = Buffer.from('2a864886f70d01010a', 'hex');
const algorithm = (...parts: readonly Uint8Array[]) => der(SEQUENCE, ...parts);
const RSA_WITH_NULL = algorithm(der(OID, RSA), der(NULL));
const KEY = der(SEQUENCE, N, E);
/** SubjectPublicKeyInfo (RFC 5280 §4.1). */
const spki = (of: Uint8Array = RSA_WITH_NULL, key: Uint8Array = KEY, unused = 0) =>
  der(SEQUENCE, of, der(BITS, [unused], key));

/** The kind alone, or the form and what stands behind it. */
function read(octets: Uint8Array): string {
  const data = readRsaKey(octets);
  if (data.kind === 'cut-off') return `cut off by ${data.missing}`;
  return data.kind === 'public'
    ? `${data.form}${data.trailing === 0 ? '' : ` and ${data.trailing}`}`
    : data.kind;
}

describe('the octets of a public key', () => {
  it.each<[why: string, octets: Uint8Array, is: string]>([
    ['of RSA by itself', KEY, 'pkcs1'],
    ['in SubjectPublicKeyInfo', spki(), 'spki'],
    ['without the parameters of the algorithm', spki(algorithm(der(OID, RSA))), 'spki'],
    ['with octets behind it', Buffer.concat([KEY, Buffer.from([1, 2])]), 'pkcs1 and 2'],
    [
      'in SubjectPublicKeyInfo, with octets behind it',
      Buffer.concat([spki(), Buffer.from([1])]),
      'spki and 1',
    ],
    ['of another algorithm', spki(algorithm(der(OID, Buffer.from('2b6570', 'hex')))), 'other'],
    ['of one that begins alike', spki(algorithm(der(OID, RSA.subarray(0, 8)))), 'other'],
    ['of one that goes on', spki(algorithm(der(OID, RSA, [1]))), 'other'],
    ['of one that differs in its last digit', spki(algorithm(der(OID, PSS))), 'other'],
    ['of one that differs in its first', spki(algorithm(der(OID, [0x2b], RSA.subarray(1)))), 'other'],
    ['cut off by one octet', KEY.subarray(0, -1), 'cut off by 1'],
    ['cut off by many', spki().subarray(0, 20), `cut off by ${spki().length - 20}`],
    ['nothing', Buffer.alloc(0), 'malformed'],
    ['no sequence', der(OCTETS, N, E), 'malformed'],
    ['no sequence, and cut off', der(OCTETS, N, E).subarray(0, -1), 'malformed'],
    ['a sequence of nothing', der(SEQUENCE), 'malformed'],
    ['one integer', der(SEQUENCE, N), 'malformed'],
    ['three integers', der(SEQUENCE, N, E, E), 'malformed'],
    ['an integer and something else', der(SEQUENCE, N, der(NULL)), 'malformed'],
    ['something else and an integer', der(SEQUENCE, der(NULL), E), 'malformed'],
    ['elements that do not fit', der(SEQUENCE, N, E.subarray(0, -1)), 'malformed'],
    ['an algorithm alone', der(SEQUENCE, RSA_WITH_NULL), 'malformed'],
    ['an algorithm and no bits', der(SEQUENCE, RSA_WITH_NULL, der(OCTETS, [0], KEY)), 'malformed'],
    ['bits and no algorithm', der(SEQUENCE, der(NULL), der(BITS, [0], KEY)), 'malformed'],
    ['something behind the bits', der(SEQUENCE, RSA_WITH_NULL, der(BITS, [0], KEY), der(NULL)), 'malformed'],
    ['an algorithm without a name', spki(algorithm()), 'malformed'],
    ['an algorithm whose name is none', spki(algorithm(der(OCTETS, RSA), der(NULL))), 'malformed'],
    ['parameters that are not NULL', spki(algorithm(der(OID, RSA), der(OCTETS))), 'malformed'],
    ['NULL with something in it', spki(algorithm(der(OID, RSA), der(NULL, [0]))), 'malformed'],
    ['two parameters', spki(algorithm(der(OID, RSA), der(NULL), der(NULL))), 'malformed'],
    ['bits that do not count', spki(RSA_WITH_NULL, KEY, 1), 'malformed'],
    ['no key in the bits', spki(RSA_WITH_NULL, Buffer.alloc(0)), 'malformed'],
    ['another element in them', spki(RSA_WITH_NULL, der(OCTETS, N, E)), 'malformed'],
    ['something behind the key in them', spki(RSA_WITH_NULL, Buffer.concat([KEY, der(NULL)])), 'malformed'],
    ['one integer in them', spki(RSA_WITH_NULL, der(SEQUENCE, N)), 'malformed'],
    ['three integers in them', spki(RSA_WITH_NULL, der(SEQUENCE, N, E, E)), 'malformed'],
    ['a negative modulus', der(SEQUENCE, der(INTEGER, MODULUS), E), 'malformed'],
    ['a modulus with a zero too many', der(SEQUENCE, der(INTEGER, [0, 0x7f]), E), 'malformed'],
    ['no octets of a modulus', der(SEQUENCE, der(INTEGER), E), 'malformed'],
    ['a negative exponent', der(SEQUENCE, N, der(INTEGER, [0x80])), 'malformed'],
    ['zero as an exponent, which is told elsewhere', der(SEQUENCE, N, der(INTEGER, [0])), 'pkcs1'],
  ])('%s', (_, octets, is) => {
    expect(read(octets)).toBe(is);
  });

  it('are its numbers without the zero that only makes them positive', () => {
    const data = readRsaKey(spki());
    if (data.kind !== 'public') throw new Error('No key.');
    expect(Buffer.from(data.modulus)).toEqual(MODULUS);
    expect([...data.exponent]).toEqual([1, 0, 1]);
    const low = readRsaKey(der(SEQUENCE, der(INTEGER, [0x7f, 1]), der(INTEGER, [3])));
    expect(low.kind === 'public' && [...low.modulus]).toEqual([0x7f, 1]);
  });
});

describe('a private key', () => {
  const made = (type: 'rsa' | 'ed25519', form: 'pkcs1' | 'pkcs8') => {
    const { privateKey } = type === 'rsa' ? rsaPair(512) : ed25519Pair();
    return privateKey.export({ format: 'der', type: form as 'pkcs8' });
  };
  const version = (value: number) => derInteger(BigInt(value));
  /** With a length of so many octets, whatever is behind it. */
  const long = (...content: readonly number[]) => Buffer.from([SEQUENCE, 0x82, 0x01, 0x00, ...content]);

  it.each<[why: string, octets: Uint8Array, is: boolean]>([
    ['RSA by itself', made('rsa', 'pkcs1'), true],
    ['RSA in a PrivateKeyInfo', made('rsa', 'pkcs8'), true],
    ['Ed25519', made('ed25519', 'pkcs8'), true],
    ['its first octets', made('rsa', 'pkcs1').subarray(0, 9), true],
    ['of elliptic curves (RFC 5915)', der(SEQUENCE, version(1), der(OCTETS, [1])), true],
    ['of version 1', der(SEQUENCE, version(1), der(INTEGER, [1])), true],
    ['of version 2, which there is not', der(SEQUENCE, version(2), der(INTEGER, [1])), false],
    ['with a long length', long(INTEGER, 1, 0, INTEGER), true],
    ['with a long length, a public key', long(INTEGER, 0x40, 0x7f, 0x7f), false],
    ['127 octets long', Buffer.from([SEQUENCE, 0x7f, INTEGER, 1, 0, INTEGER]), true],
    ['128 octets long', Buffer.from([SEQUENCE, 0x81, 0x80, INTEGER, 1, 0, INTEGER]), true],
    ['a length of no octets', Buffer.from([SEQUENCE, 0x80, INTEGER, 1, 0, INTEGER]), true],
    ['a public key', KEY, false],
    ['a public key in its info', spki(), false],
    ['another element', der(OCTETS, version(0), der(INTEGER, [1])), false],
    ['no version', der(SEQUENCE, der(OCTETS, [0]), der(INTEGER, [1])), false],
    ['a version of two octets', der(SEQUENCE, der(INTEGER, [0, 1]), der(INTEGER, [1])), false],
    ['a version and nothing that keys have', der(SEQUENCE, version(0), der(NULL)), false],
    ['a version alone', der(SEQUENCE, version(0)), false],
    ['nothing', Buffer.alloc(0), false],
  ])('%s', (_, octets, is) => {
    expect(beginsPrivateKey(octets)).toBe(is);
  });
});
