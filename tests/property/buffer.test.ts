import { Buffer as NodeBuffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Buffer } from '../../lib/dns/buffer.ts';

/** What a call gives on the Buffer of the build and on Node's, with the octets afterwards; a RangeError is a result like others. */
type Use = (buffer: Buffer | NodeBuffer, other: Buffer | NodeBuffer) => unknown;

const bytes = fc.uint8Array({ maxLength: 40 });
const index = fc.nat(44);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('\ufeffb\u00fccher'));
const octet = fc.nat(0xff);
const short = fc.nat(0xffff);
const long = fc.nat(0xffffffff);

const USES: readonly (readonly [what: string, use: fc.Arbitrary<Use>])[] = [
  [
    'toString',
    fc.tuple(index, index).map(
      ([a, b]) =>
        (mine) =>
          mine.toString('utf-8', Math.min(a, b), Math.max(a, b)),
    ),
  ],
  [
    'slice',
    fc.tuple(index, index).map(
      ([a, b]) =>
        (mine) =>
          octetsOf(mine.slice(a, b)),
    ),
  ],
  ['slice, of the same octets', index.map((a) => (mine) => mine.slice(a).fill(7).length)],
  [
    'write',
    fc.tuple(text, fc.nat(5)).map(
      ([value, at]) =>
        (mine) =>
          mine.length < at ? null : mine.write(value, at),
    ),
  ],
  [
    'fill',
    fc.tuple(index, index).map(
      ([a, b]) =>
        (mine) =>
          octetsOf(mine.fill(0, Math.min(a, mine.length), Math.min(b, mine.length))),
    ),
  ],
  [
    'copy',
    fc.tuple(fc.nat(9), fc.nat(9), index).map(
      ([at, a, b]) =>
        (mine, other) =>
          mine.length < a || other.length < at ? null : mine.copy(other, at, a, Math.max(a, b)),
    ),
  ],
  ['readUInt8', index.map((at) => (mine) => mine.readUInt8(at))],
  ['readUInt16BE', index.map((at) => (mine) => mine.readUInt16BE(at))],
  ['readUInt32BE', index.map((at) => (mine) => mine.readUInt32BE(at))],
  [
    'writeUInt8',
    fc.tuple(octet, index).map(
      ([value, at]) =>
        (mine) =>
          mine.writeUInt8(value, at),
    ),
  ],
  [
    'writeUInt16BE',
    fc.tuple(short, index).map(
      ([value, at]) =>
        (mine) =>
          mine.writeUInt16BE(value, at),
    ),
  ],
  [
    'writeUInt32BE',
    fc.tuple(long, index).map(
      ([value, at]) =>
        (mine) =>
          mine.writeUInt32BE(value, at),
    ),
  ],
];

function octetsOf(buffer: Uint8Array): number[] {
  return Array.from(buffer);
}

function outcomeOf(use: Use, buffer: Buffer | NodeBuffer, other: Buffer | NodeBuffer): unknown {
  let result: unknown;
  try {
    result = use(buffer, other);
  } catch (error) {
    result = error instanceof RangeError ? 'RangeError' : error;
  }
  return { result, octets: octetsOf(buffer), others: octetsOf(other) };
}

describe('the Buffer of the build, beside that of Node', () => {
  it.each(USES)('%s', (_, use) => {
    fc.assert(
      fc.property(bytes, bytes, use, (mine, others, call) => {
        const ours = outcomeOf(call, Buffer.from(mine), Buffer.from(others));
        expect(ours).toEqual(outcomeOf(call, NodeBuffer.from(mine), NodeBuffer.from(others)));
      }),
    );
  });

  it('is made of the same texts, lengths and parts', () => {
    fc.assert(
      fc.property(text, fc.array(bytes, { maxLength: 4 }), index, (value, parts, length) => {
        expect(octetsOf(Buffer.from(value))).toEqual(octetsOf(NodeBuffer.from(value)));
        expect(Buffer.from(value).toString()).toBe(NodeBuffer.from(value).toString());
        expect(Buffer.byteLength(value)).toBe(NodeBuffer.byteLength(value));
        expect(octetsOf(Buffer.concat(parts))).toEqual(octetsOf(NodeBuffer.concat(parts)));
        expect(octetsOf(Buffer.alloc(length))).toEqual(octetsOf(NodeBuffer.alloc(length)));
      }),
    );
  });

  it('copies octets, but for those of an ArrayBuffer', () => {
    const octets = new Uint8Array([1, 2, 3, 4]);
    const copied = Buffer.from(octets);
    const same = Buffer.from(octets.buffer, 1, 2);
    octets.fill(9);
    expect([octetsOf(copied), octetsOf(same)]).toEqual([
      [1, 2, 3, 4],
      [9, 9],
    ]);
  });

  it('knows itself, and takes nothing else for itself', () => {
    expect(
      [Buffer.alloc(1), Buffer.alloc(1).slice(1), new Uint8Array(1), 'a', null].map(Buffer.isBuffer),
    ).toEqual([true, true, false, false, false]);
  });
});
