import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readLogotype, type Logotype } from '../../../../lib/mechanisms/bimi/logotype.ts';
import { der, oid } from '../../../lab/der.ts';

const [SHA1, SHA256] = ['1.3.14.3.2.26', '2.16.840.1.101.3.4.2.1'];
const URL_TEXT = 'data:image/svg+xml,x';
const ia5 = (text: string) => der(0x16, Buffer.from(text));
const hashOf = (algorithm: string, value: Uint8Array = Buffer.from('ab', 'hex')) =>
  der(0x30, der(0x30, oid(algorithm)), der(0x04, value));
const detailsOf = (hashes: readonly Uint8Array[], ...urls: readonly Uint8Array[]) =>
  der(0x30, ia5('image/svg+xml'), der(0x30, ...hashes), der(0x30, ...urls));
const GOOD = detailsOf([hashOf(SHA256)], ia5(URL_TEXT));
/** The image of the subject, described directly, within its five layers. */
const subjectLogo = (details: Uint8Array) => der(0xa2, der(0xa0, der(0x30, der(0x30, details))));
const logotype = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const read = (octets: Uint8Array) => readLogotype(octets);
const READ: Logotype = { url: URL_TEXT, hashes: [{ algorithm: 'SHA-256', value: 'ab' }] };

describe('the extension logotype (RFC 3709 §4.1)', () => {
  it.each<[why: string, octets: Uint8Array]>([
    ['the logo of the subject', logotype(subjectLogo(GOOD))],
    ['that of its issuer before it', logotype(der(0xa1, der(0xa0)), subjectLogo(GOOD))],
    [
      'a description elsewhere before the direct one',
      logotype(der(0xa2, der(0xa1), der(0xa0, der(0x30, der(0x30, GOOD))))),
    ],
    [
      'a second image, of which only the first is read',
      logotype(der(0xa2, der(0xa0, der(0x30, der(0x30, GOOD), der(0x30))))),
    ],
    ['sound behind the images', logotype(der(0xa2, der(0xa0, der(0x30, der(0x30, GOOD)), der(0x30))))],
    [
      'a second address, of which only the first is read',
      logotype(subjectLogo(detailsOf([hashOf(SHA256)], ia5(URL_TEXT), ia5('b')))),
    ],
  ])('has %s', (_, octets) => {
    expect(read(octets)).toEqual(READ);
  });

  it.each<[why: string, octets: Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['something else', der(0x31, subjectLogo(GOOD))],
    ['no logo', logotype()],
    ['only the logo of its issuer', logotype(der(0xa1, der(0xa0, der(0x30, der(0x30, GOOD)))))],
    ['only a description elsewhere', logotype(der(0xa2, der(0xa1, der(0x30, der(0x30, GOOD)))))],
    ['no image', logotype(der(0xa2, der(0xa0)))],
    ['an empty list of images', logotype(der(0xa2, der(0xa0, der(0x30))))],
    ['an image without details', logotype(der(0xa2, der(0xa0, der(0x30, der(0x30)))))],
    ['a number for the details', logotype(subjectLogo(der(0x02, Buffer.from([1]))))],
    ['no address', logotype(subjectLogo(detailsOf([hashOf(SHA256)])))],
    [
      'an address that is no text',
      logotype(subjectLogo(detailsOf([hashOf(SHA256)], der(0x04, Buffer.from('x'))))),
    ],
    ['an address outside of its list', logotype(subjectLogo(der(0x30, ia5('a'), der(0x30), ia5(URL_TEXT))))],
  ])('has %s: there is no image to be known', (_, octets) => {
    expect(read(octets)).toBeNull();
  });

  it.each<[why: string, hashes: readonly Uint8Array[], known: Logotype['hashes']]>([
    ['none', [], []],
    [
      'of two algorithms',
      [hashOf(SHA1), hashOf(SHA256)],
      [
        { algorithm: 'SHA-1', value: 'ab' },
        { algorithm: 'SHA-256', value: 'ab' },
      ],
    ],
    ['of SHA-384', [hashOf('2.16.840.1.101.3.4.2.2')], [{ algorithm: 'SHA-384', value: 'ab' }]],
    ['of SHA-512', [hashOf('2.16.840.1.101.3.4.2.3')], [{ algorithm: 'SHA-512', value: 'ab' }]],
    ['of an algorithm that is not known', [hashOf('1.2.840.113549.2.5')], [{ algorithm: null, value: 'ab' }]],
    [
      'as long as the longest, SHA-512',
      [hashOf(SHA256, Buffer.alloc(64))],
      [{ algorithm: 'SHA-256', value: '00'.repeat(64) }],
    ],
    ['longer than any', [hashOf(SHA256, Buffer.alloc(65))], []],
    ['whose value is a text', [der(0x30, der(0x30, oid(SHA256)), ia5('ab'))], []],
    ['without a value', [der(0x30, der(0x30, oid(SHA256)))], []],
    ['without an algorithm', [der(0x30, der(0x30), der(0x04))], []],
    ['that is none, before one that is', [der(0x05), hashOf(SHA1)], [{ algorithm: 'SHA-1', value: 'ab' }]],
  ])('states a hash %s', (_, hashes, known) => {
    expect(read(logotype(subjectLogo(detailsOf(hashes, ia5(URL_TEXT)))))).toEqual({
      url: URL_TEXT,
      hashes: known,
    });
  });

  it('has eight hashes read, and not any number', () => {
    const many = Array.from({ length: 9 }, () => hashOf(SHA256));
    expect(read(logotype(subjectLogo(detailsOf(many, ia5(URL_TEXT)))))?.hashes).toHaveLength(8);
  });

  it('with hashes that are no list is one without', () => {
    const details = der(0x30, ia5('image/svg+xml'), der(0x05), der(0x30, ia5(URL_TEXT)));
    expect(read(logotype(subjectLogo(details)))).toEqual({ url: URL_TEXT, hashes: [] });
  });
});
