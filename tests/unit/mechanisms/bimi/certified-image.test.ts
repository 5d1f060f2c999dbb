import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certifiedImage } from '../../../../lib/mechanisms/bimi/certified-image.ts';
import { der, oid } from '../../../lab/der.ts';

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const [SHA1, SHA256, SHA512] = ['1.3.14.3.2.26', '2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.3'];
const digest = (algorithm: string) => createHash(algorithm).update(LOGO).digest();
const ia5 = (text: string) => der(0x16, Buffer.from(text));
const extension = (url: string, hashes: readonly (readonly [string, Uint8Array])[]) => {
  const stated = hashes.map(([algorithm, value]) => der(0x30, der(0x30, oid(algorithm)), der(0x04, value)));
  const details = der(0x30, ia5('image/svg+xml'), der(0x30, ...stated), der(0x30, ia5(url)));
  return der(0x30, der(0xa2, der(0xa0, der(0x30, der(0x30, details)))));
};
const WITHIN = `data:image/svg+xml,${encodeURIComponent(LOGO)}`;

describe('the image that a certificate vouches for, by several hashes (RFC 3709 §4.1)', () => {
  it.each<[why: string, hashes: readonly (readonly [string, Uint8Array])[], isAsStated: boolean | null]>([
    [
      'all of them fit',
      [
        [SHA1, digest('sha1')],
        [SHA512, digest('sha512')],
      ],
      true,
    ],
    [
      'one fits: the image is named',
      [
        [SHA256, Buffer.alloc(32)],
        [SHA1, digest('sha1')],
      ],
      true,
    ],
    [
      'none does',
      [
        [SHA256, Buffer.alloc(32)],
        [SHA1, Buffer.alloc(20)],
      ],
      false,
    ],
    ['there is none', [], null],
  ])('%s', async (_, hashes, isAsStated) => {
    expect(await certifiedImage(extension(WITHIN, hashes))).toEqual({
      state: 'found',
      sha256: digest('sha256').toString('hex'),
      isAsStated,
    });
  });

  it('of an image elsewhere that of SHA-256 counts, wherever it stands', async () => {
    const url = 'https://a.example/logo.svg';
    const stated = extension(url, [
      [SHA1, digest('sha1')],
      [SHA256, digest('sha256')],
    ]);
    expect(await certifiedImage(stated)).toMatchObject({ sha256: digest('sha256').toString('hex') });
  });

  it('in capitals is within as well', async () => {
    const image = await certifiedImage(extension(WITHIN.replace('data', 'DATA'), [[SHA1, digest('sha1')]]));
    expect(image).toMatchObject({ isAsStated: true });
  });
});
