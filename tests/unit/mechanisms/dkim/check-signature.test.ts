import { Buffer } from 'node:buffer';
import { createHash, sign } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkRsaByHand, checkSignature, sha256 } from '../../../../lib/mechanisms/dkim/check-signature.ts';
import type { KeyData } from '../../../../lib/mechanisms/dkim/key-data.ts';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { modularPower, numberOf, octetsOfNumber } from '../../../../lib/octets/numbers.ts';
import { ED25519, pkcs1Of, recordOf, recordOfKey, RSA } from '../../../support/dkim.ts';
import { bytes } from '../../../support/reading.ts';
import { rsaPair } from '../../../support/keys.ts';

const TEXT = bytes('what is signed') as Uint8Array<ArrayBuffer>;
const OTHER = bytes('something else') as Uint8Array<ArrayBuffer>;

type RsaKey = Extract<KeyData, { type: 'rsa' }>;
const dataOf = (record: string): KeyData => {
  const { data } = parseDkimKey(record);
  if (data === null) throw new Error('No key.');
  return data;
};
const rsaOf = (record: string): RsaKey => {
  const data = dataOf(record);
  if (data.type !== 'rsa') throw new Error('Another type.');
  return data;
};

describe('a signature', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const rsa = dataOf(recordOfKey(RSA.publicKey));
  const byRsa = sign('sha256', TEXT, RSA.privateKey);
  const ed25519 = dataOf(recordOfKey(ED25519.publicKey));
  // RFC 8463 §3: what is signed is the hash.
  const byEd25519 = sign(null, createHash('sha256').update(TEXT).digest(), ED25519.privateKey);
  const damaged = (signature: Buffer) => Buffer.from(signature).fill(7, 9, 12);

  it.each<[why: string, key: KeyData, signature: Uint8Array, is: string]>([
    ['RSA', rsa, byRsa, 'good'],
    ['RSA, damaged', rsa, damaged(byRsa), 'bad'],
    ['RSA, by another algorithm', rsa, sign('sha1', TEXT, RSA.privateKey), 'bad'],
    ['RSA, by another hash', rsa, sign('sha512', TEXT, RSA.privateKey), 'bad'],
    ['RSA, nothing', rsa, new Uint8Array(), 'bad'],
    ['Ed25519', ed25519, byEd25519, 'good'],
    ['Ed25519, damaged', ed25519, damaged(byEd25519), 'bad'],
    ['Ed25519 over the text itself', ed25519, sign(null, TEXT, ED25519.privateKey), 'bad'],
    ['Ed25519, nothing', ed25519, new Uint8Array(), 'bad'],
  ])('%s: the browser says so', async (_, key, signature, is) => {
    expect(await checkSignature(key, signature, TEXT)).toBe(is);
    expect(await checkSignature(key, signature, OTHER)).toBe('bad');
  });

  it('of RSA is the browser\u2019s to check as long as it takes the key', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(false);
    expect(await checkSignature(rsa, byRsa, TEXT)).toBe('bad');
    expect(verify).toHaveBeenCalledOnce();
    verify.mockResolvedValue(true);
    expect(await checkSignature(rsa, damaged(byRsa), TEXT)).toBe('good');
  });

  it.each([3, 65_537, 16_777_217])(
    'of RSA with the exponent %s goes to the browser with it',
    async (publicExponent) => {
      const { publicKey, privateKey } = rsaPair(1024, '', publicExponent);
      const imported = vi.spyOn(crypto.subtle, 'importKey');
      const key = dataOf(recordOfKey(publicKey));
      expect(await checkSignature(key, sign('sha256', TEXT, privateKey), TEXT)).toBe('good');
      const { n, e } = publicKey.export({ format: 'jwk' });
      expect(imported.mock.calls.map(([form, jwk]) => [form, jwk])).toEqual([['jwk', { kty: 'RSA', n, e }]]);
    },
  );

  it('of RSA is computed here where it does not take the key', async () => {
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('no', 'DataError'));
    expect(await checkSignature(rsa, byRsa, TEXT)).toBe('good');
    expect(await checkSignature(rsa, byRsa, OTHER)).toBe('bad');
  });

  it('of Ed25519 is not known where it does not, or where the key is none', async () => {
    const short: KeyData = { type: 'ed25519', bits: 256, octets: new Uint8Array(31) };
    expect(await checkSignature(short, byEd25519, TEXT)).toBe('unsupported');
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('no', 'NotSupportedError'));
    expect(await checkSignature(ed25519, byEd25519, TEXT)).toBe('unsupported');
  });
});

/** Sizes that browsers refuse, made once. */
const ODD_KEYS = [1024, 1025, 1031, 1032].map((modulusLength) => rsaPair(modulusLength, '', 3));

describe('RSA that is computed here', () => {
  it.each(ODD_KEYS.map((keys) => [keys.publicKey.asymmetricKeyDetails?.modulusLength, keys] as const))(
    'of %s bits: only what fits is good',
    async (_, { publicKey, privateKey }) => {
      const data = rsaOf(recordOfKey(publicKey));
      const made = sign('sha256', TEXT, privateKey);
      const digest = await sha256(TEXT);
      expect(checkRsaByHand(data, made, digest)).toBe('good');
      expect(checkRsaByHand(data, made, await sha256(OTHER))).toBe('bad');
      expect(checkRsaByHand(data, made.subarray(1), digest)).toBe('bad');
      expect(checkRsaByHand(data, Buffer.concat([Buffer.from([0]), made]), digest)).toBe('bad');
      expect(checkRsaByHand(data, Buffer.from(data.modulus), digest)).toBe('bad');
      expect(checkRsaByHand(data, made.fill(1, 5, 6).fill(2, 6, 7), digest)).toBe('bad');
    },
  );

  /** What encodes a digest in so many octets (RFC 8017 §9.2), written here. With the exponent 1 it is the signature itself. */
  const encoded = (digest: Uint8Array, length: number) => {
    const info = Buffer.from('3031300d060960864801650304020105000420', 'hex');
    const padding = Buffer.alloc(Math.max(0, length - info.length - digest.length - 3), 0xff);
    return Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), info, digest]);
  };
  const keyOf = (octets: number, exponent = 1n): RsaKey => ({
    type: 'rsa',
    bits: 8 * octets,
    modulus: new Uint8Array(octets).fill(0xff),
    exponent,
  });

  it.each([
    [61, 'bad', 'seven octets of padding: fewer than there must be'],
    [62, 'good', 'eight'],
    [2048, 'good', 'the largest key'],
    [2049, 'unsupported', 'one that takes too long'],
  ])('with a key of %s octets: %s (%s)', async (octets, is) => {
    const digest = await sha256(TEXT);
    expect(checkRsaByHand(keyOf(octets), encoded(digest, octets), digest)).toBe(is);
  });

  it('of a number that is not below the modulus is none (RFC 8017 §5.2.2)', async () => {
    const digest = await sha256(TEXT);
    // One and the same for the arithmetic: the number itself, and the modulus more.
    const low = encoded(digest, 128);
    const modulus = octetsOfNumber(2n * numberOf(low) + 1n, 128);
    const key = { ...keyOf(128), modulus };
    expect(checkRsaByHand(key, low, digest)).toBe('good');
    const high = octetsOfNumber(numberOf(low) + numberOf(modulus), 128);
    expect(modularPower(numberOf(high), 1n, numberOf(modulus))).toBe(numberOf(low));
    expect(checkRsaByHand(key, high, digest)).toBe('bad');
    expect(checkRsaByHand(key, modulus, digest)).toBe('bad');
  });

  it('is not tried with what other verifiers do not compute either', async () => {
    const digest = await sha256(TEXT);
    const none = (octets: number) => new Uint8Array(octets);
    const of = (octets: number, bits: number) =>
      checkRsaByHand(keyOf(octets, (1n << BigInt(bits - 1)) + 1n), none(octets), digest);
    // Up to 3072 bits any exponent; above that one of 64 bits.
    expect([of(384, 65), of(384, 200), of(385, 64), of(385, 65)]).toEqual([
      'bad',
      'bad',
      'bad',
      'unsupported',
    ]);
  });

  it('is what a key comes to that is too small for a digest', async () => {
    const small = rsaOf(recordOf(pkcs1Of((1n << 480n) - 1n)));
    expect(checkRsaByHand(small, new Uint8Array(60), await sha256(TEXT))).toBe('bad');
    expect(await checkSignature(small, sign('sha256', TEXT, RSA.privateKey), TEXT)).toBe('bad');
  });
});
