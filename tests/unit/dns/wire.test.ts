import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { Reader, octetsOfName } from '../../../lib/dns/wire.ts';

/** Where nothing is written the message has zeros. */
function message(length: number, parts: Readonly<Record<number, string | readonly number[]>>): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [at, part] of Object.entries(parts)) bytes.set(Buffer.from(part as string), Number(at));
  return bytes;
}

/** The name at a place, null where it is none. */
function nameAt(bytes: Uint8Array, start: number, rules = {}, end = bytes.length): string | null {
  const reader = new Reader(bytes, start, end);
  const name = reader.name(rules);
  return reader.isMalformed ? null : name;
}

/** RFC 1035 §4.1.4. */
const EXAMPLE = message(93, {
  20: '\x01F\x03ISI\x04ARPA\0',
  40: [3, ...Buffer.from('FOO'), 0xc0, 20],
  64: [0xc0, 26],
});

describe('Reader.name', () => {
  it.each([
    [20, 'f.isi.arpa'],
    [40, 'foo.f.isi.arpa'],
    [64, 'arpa'],
    [92, ''],
  ])('reads the example of RFC 1035 §4.1.4 at octet %i', (start, name) => {
    expect(nameAt(EXAMPLE, start)).toBe(name);
  });

  it.each([
    [20, 12],
    [40, 6],
    [64, 2],
    [92, 1],
  ])('goes on behind the name at octet %i, wherever that points', (start, length) => {
    const reader = new Reader(EXAMPLE, start);
    reader.name();
    expect(EXAMPLE.length - start - reader.left).toBe(length);
    expect(new Reader(EXAMPLE, start, start + length).name()).not.toBeNull();
    expect(nameAt(EXAMPLE, start, {}, start + length - 1)).toBeNull();
  });

  it.each([
    ['RFC 4343 §2.1: spaces and a dot', 'Donald E. Eastlake 3rd', 'donald\\032e\\046\\032eastlake\\0323rd'],
    ['a backslash', 'a\\b', 'a\\092b'],
    ['what looks like an escape', '\\046', '\\092046'],
    ['letters that are not ASCII stay octets, and in their case', 'É', '\\195\\137'],
    ['NUL, DEL and the last visible character', '\0\x7f~', '\\000\\127~'],
    ['A and Z, and what lies around them', '@AZ[`az{', '@az[`az{'],
  ])('writes %s', (_, label, text) => {
    const octets = Buffer.from(label);
    const bytes = Buffer.concat([Buffer.from([octets.length]), octets, Buffer.from('\x07example\0')]);
    expect(nameAt(bytes, 0)).toBe(`${text}.example`);
    const lower = Buffer.from(bytes.map((octet) => (octet >= 65 && octet <= 90 ? octet + 32 : octet)));
    expect(Buffer.from(octetsOfName(`${text}.example`))).toEqual(lower);
  });

  it('takes a pointer for malformed where none may be', () => {
    expect(nameAt(EXAMPLE, 40, { mayPoint: false })).toBeNull();
    expect(nameAt(EXAMPLE, 20, { mayPoint: false })).toBe('f.isi.arpa');
  });

  const labels = (count: number, length: number) =>
    `${String.fromCharCode(length)}${'x'.repeat(length)}`.repeat(count);
  const longest = labels(3, 63) + labels(1, 61);
  it.each<[why: string, bytes: Uint8Array, start: number, length: number | null]>([
    ['of 255 octets', Buffer.from(`${longest}\0`), 0, 253],
    ['of 256 octets', Buffer.from(`${labels(3, 63)}${labels(1, 62)}\0`), 0, null],
    [
      'of 256 octets through a pointer',
      message(300, { 12: `${longest}\0`, 280: [1, 120, 0xc0, 12] }),
      280,
      null,
    ],
    ['of 127 labels', Buffer.from(`${labels(127, 1)}\0`), 0, 253],
    ['of a label of 64 octets', Buffer.from(`\x40${'x'.repeat(64)}\0`), 0, null],
    ['of an extended label (RFC 6891 §5)', Buffer.from([0x80, 1, 0]), 0, null],
    ['without an end', Buffer.from('\x01a'), 0, null],
    ['cut within a label', Buffer.from('\x03a'), 0, null],
    ['of nothing', Buffer.from(''), 0, null],
    ['that points to a label beyond the message', message(300, { 290: [63], 295: [0xc1, 34] }), 295, null],
    ['that is half a pointer', message(14, { 13: [0xc0] }), 13, null],
    ['that points to itself', message(16, { 12: [0xc0, 12] }), 12, null],
    ['that points forward', message(16, { 12: [0xc0, 14] }), 12, null],
    ['that points into itself', message(16, { 12: [1, 97, 0xc0, 12] }), 12, null],
    ['that points back to what points forward', message(20, { 12: [0xc0, 14, 0], 15: [0xc0, 12] }), 15, null],
    ['that points into the header', message(16, { 12: [0xc0, 11] }), 12, null],
    ['that points to the first octet behind the header', message(16, { 13: [0xc0, 12] }), 13, 0],
    ['that points beyond the message', message(16, { 12: [0xff, 0xff] }), 12, null],
  ])('reads a name %s, or not', (_, bytes, start, length) => {
    expect(nameAt(bytes, start)?.length ?? null).toBe(length);
  });

  it('follows so many pointers, and no longer chain', () => {
    const chain = (count: number) =>
      message(13 + 2 * count, {
        ...Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            13 + 2 * i,
            [0xc0 | ((11 + 2 * i) >> 8), (11 + 2 * i) & 255],
          ]),
        ),
        13: [0xc0, 12],
      });
    expect(nameAt(chain(255), 13 + 2 * 254)).toBe('');
    expect(nameAt(chain(256), 13 + 2 * 255)).toBeNull();
  });
});

describe('Reader', () => {
  it('reads numbers of one, two and four octets', () => {
    const reader = new Reader(Uint8Array.from([255, 254, 253, 252, 251, 250, 249]));
    expect([reader.u8(), reader.u16(), reader.u32(), reader.isWhole]).toEqual([
      255,
      0xfefd,
      0xfcfbfaf9,
      true,
    ]);
  });

  it('is not whole where something is left, and not malformed', () => {
    const reader = new Reader(Uint8Array.from([1, 2]));
    reader.u8();
    expect([reader.isWhole, reader.isMalformed, reader.left]).toEqual([false, false, 1]);
  });

  it('reads zeros and nothing once something was not there', () => {
    const reader = new Reader(Uint8Array.from([1, 2, 3]));
    reader.u16();
    reader.u16();
    expect([reader.isMalformed, reader.isWhole, reader.left]).toEqual([true, false, 0]);
    expect([
      reader.u8(),
      reader.u32(),
      reader.octets(1).length,
      reader.octets().length,
      reader.name(),
    ]).toEqual([0, 0, 0, 0, '']);
    expect(reader.isWhole).toBe(false);
  });

  it('reads no octets where there are not as many', () => {
    expect(new Reader(Uint8Array.from([1, 2])).octets(3)).toEqual(new Uint8Array(0));
  });

  it('has parts that end where they say, and names in them that point out', () => {
    const reader = new Reader(EXAMPLE, 40);
    const part = reader.part(6);
    expect([part.name(), part.isWhole, part.u8(), part.isMalformed, reader.left]).toEqual([
      'foo.f.isi.arpa',
      true,
      0,
      true,
      EXAMPLE.length - 46,
    ]);
    expect(new Reader(EXAMPLE, 90).part(4).left).toBe(0);
  });
});

describe('octetsOfName', () => {
  it.each([
    ['', '\0'],
    ['.', '\0'],
    ['Example.com', '\x07Example\x03com\0'],
    ['example.com.', '\x07example\x03com\0'],
    ['a\\046b\\092.c', '\x04a.b\\\x01c\0'],
    ['é', '\x02é\0'],
  ])('writes %j', (name, octets) => {
    expect(Buffer.from(octetsOfName(name)).toString()).toBe(octets);
  });
});
