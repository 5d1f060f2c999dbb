import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { elementAt } from '../../../lib/octets/der.ts';
import { shortHex, stringIn, timeIn, within } from '../../../lib/octets/der-values.ts';
import { der, oid } from '../../lab/der.ts';

/** What a reader makes of an element. */
function read<T>(
  reader: (octets: Uint8Array, element: { tag: number; start: number; end: number }) => T,
  octets: Uint8Array,
): T {
  const element = elementAt(octets, 0);
  if (!element) throw new Error('No element.');
  return reader(octets, element);
}

describe('timeIn', () => {
  it.each<[why: string, tag: number, text: string, wanted: string | null]>([
    ['UTCTime', 0x17, '240229235959Z', '2024-02-29T23:59:59.000Z'],
    ['UTCTime up to 2049', 0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['UTCTime from 1950', 0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['GeneralizedTime', 0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['no expiry at all (RFC 5280 §4.1.2.5)', 0x18, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    ['a day that there is not', 0x17, '230229000000Z', null],
    ['month 13', 0x17, '231301000000Z', null],
    ['month 0', 0x17, '230001000000Z', null],
    ['hour 24', 0x17, '230101240000Z', null],
    ['minute 60', 0x17, '230101006000Z', null],
    ['second 60', 0x17, '230101000060Z', null],
    ['no seconds', 0x17, '2301010000Z', null],
    ['fractions of a second', 0x18, '20230101000000.5Z', null],
    ['a zone', 0x17, '230101000000+0100', null],
    ['no zone', 0x18, '20230101000000', null],
    ['signs among digits', 0x17, '-10101000000Z', null],
    ['a UTCTime in the other form', 0x17, '20230101000000Z', null],
    ['another tag', 0x0c, '230101000000Z', null],
    ['another tag, in the longer form', 0x0c, '20230101000000Z', null],
    ['a GeneralizedTime in the shorter form', 0x18, '230101000000Z', null],
    ['a letter in front', 0x18, 'x2023010100000Z', null],
    ['a day of the next month', 0x17, '230431000000Z', null],
    ['day 0', 0x17, '230100000000Z', null],
    ['nothing', 0x17, '', null],
  ])('%s', (_, tag, text, wanted) => {
    const at = read(timeIn, der(tag, Buffer.from(text)));
    expect(at === null ? null : new Date(at).toISOString()).toBe(wanted);
  });
});

describe('stringIn', () => {
  it.each<[why: string, tag: number, octets: Uint8Array, wanted: string | null]>([
    ['UTF8String', 0x0c, Buffer.from('Bücher 中'), 'Bücher 中'],
    ['UTF8String that is none', 0x0c, Buffer.from([0xff]), '\ufffd'],
    ['PrintableString', 0x13, Buffer.from('Example'), 'Example'],
    ['TeletexString', 0x14, Buffer.from([0xe9]), 'é'],
    ['IA5String', 0x16, Buffer.from('a@b'), 'a@b'],
    ['VisibleString', 0x1a, Buffer.from('a'), 'a'],
    ['BMPString', 0x1e, Buffer.from([0, 0x41, 0x4e, 0x2d]), 'A中'],
    ['BMPString cut off', 0x1e, Buffer.from([0, 0x41, 0x4e]), 'A'],
    ['a number', 0x02, Buffer.from([1]), null],
  ])('%s', (_, tag, octets, wanted) => {
    expect(read(stringIn, der(tag, octets))).toBe(wanted);
  });
});

describe('shortHex and within', () => {
  it('name an identifier, and none that is longer than any', () => {
    expect(read(shortHex, oid('2.5.29.17'))).toBe('551d11');
    expect(read(shortHex, der(0x06, Buffer.alloc(32, 1)))).toBe('01'.repeat(32));
    expect(read(shortHex, der(0x06, Buffer.alloc(33, 1)))).toBe('');
  });

  it('look into an element of that tag alone', () => {
    const octets = der(0x30, der(0x05), der(0x05));
    expect(within(octets, elementAt(octets, 0), 0x30)).toHaveLength(2);
    expect(within(octets, elementAt(octets, 0), 0x31)).toBeNull();
    expect(within(octets, null, 0x30)).toBeNull();
    const broken = der(0x30, Buffer.from([0x05, 0x09]));
    expect(within(broken, elementAt(broken, 0), 0x30)).toBeNull();
  });
});
