import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../lib/dns/message-frame.ts';
import { encodeReply, mx, soa, txt } from '../../support/dns-wire.ts';

const HEADER = '0000 8180';
const ROOT_TXT = '00 0010 0001 00000000 0000';
const message = (...hex: string[]) => Buffer.from(hex.join('').replaceAll(' ', ''), 'hex');

describe('frameOf', () => {
  it('finds every record of every section by its type, one behind the other', () => {
    const bytes = encodeReply(
      { name: 'example.com', type: 'MX' },
      {
        answers: [mx('example.com', 0, 'mx.example.com'), txt('example.com', 'x')],
        authorities: [soa('example.com')],
        extendedErrors: [[6]],
      },
    );
    const frame = frameOf(bytes);
    const spans = Object.values(frame ?? {}).flat() as { start: number; end: number }[];
    expect(frame).toMatchObject({
      questions: [{ type: 15, class: 1 }],
      answers: [{ type: 15 }, { type: 16 }],
      authorities: [{ type: 6 }],
      additionals: [{ type: 41, class: 1232 }],
    });
    expect(spans.map(({ start }) => start)).toEqual([12, ...spans.slice(0, -1).map(({ end }) => end)]);
    expect(spans.at(-1)?.end).toBe(bytes.length);
  });

  const wholes: readonly (readonly [reason: string, bytes: Uint8Array, ends: number[]])[] = [
    ['nothing but a header', message(HEADER, '0000 0000 0000 0000'), []],
    ['a question of the root', message(HEADER, '0001 0000 0000 0000', '00 0010 0001'), [17]],
    [
      'a name of 63 letters',
      message(HEADER, '0001 0000 0000 0000', '3f', '61'.repeat(63), '00 0010 0001'),
      [81],
    ],
    ['a name that is a pointer', message(HEADER, '0001 0000 0000 0000', 'c000 0010 0001'), [18]],
    ['a pointer behind a label', message(HEADER, '0001 0000 0000 0000', '0161 ffff 0010 0001'), [20]],
    ['a record without data', message(HEADER, '0000 0001 0000 0000', ROOT_TXT), [23]],
    ['a record with data', message(HEADER, '0000 0000 0000 0001', ROOT_TXT.slice(0, -4), '0002 0161'), [25]],
  ];
  it.each(wholes)('reads %s', (_, bytes, ends) => {
    const spans = Object.values(frameOf(bytes) ?? { none: [{ end: -1 }] }).flat();
    expect(spans.map(({ end }) => end)).toEqual(ends);
  });

  const broken: readonly (readonly [reason: string, bytes: Uint8Array])[] = [
    ['nothing at all', message()],
    ['a header without its last octet', message(HEADER, '0000 0000 0000 00')],
    ['an octet behind the last record', message(HEADER, '0000 0001 0000 0000', ROOT_TXT, '00')],
    ['a question less than the header claims', message(HEADER, '0002 0000 0000 0000', '00 0010 0001')],
    ['an answer less', message(HEADER, '0000 0002 0000 0000', ROOT_TXT)],
    ['an authority less', message(HEADER, '0000 0000 0002 0000', ROOT_TXT)],
    ['an additional record less', message(HEADER, '0000 0000 0000 0002', ROOT_TXT)],
    ['a name without an end', message(HEADER, '0001 0000 0000 0000', '0161')],
    ['a label longer than the message', message(HEADER, '0001 0000 0000 0000', '3f61')],
    ['half a pointer', message(HEADER, '0001 0000 0000 0000', 'c0')],
    ['a question without its class', message(HEADER, '0001 0000 0000 0000', '00 0010')],
    ['a record without its length', message(HEADER, '0000 0001 0000 0000', ROOT_TXT.slice(0, -5))],
    ['less data than the length says', message(HEADER, '0000 0001 0000 0000', ROOT_TXT.slice(0, -1), '1')],
  ];
  it.each(broken)('gives nothing for %s', (_, bytes) => {
    expect(frameOf(bytes)).toBeNull();
  });

  it('covers a message without a gap, or gives nothing, whatever the bytes', () => {
    const claims = fc.tuple(fc.constantFrom(0, 1, 2), fc.uint8Array({ maxLength: 80 }));
    fc.assert(
      fc.property(claims, ([count, body]) => {
        const bytes = Uint8Array.from([0, 0, 0x81, 0x80, 0, count, 0, count, 0, 0, 0, 0, ...body]);
        const spans = Object.values(frameOf(bytes) ?? {}).flat();
        let at = 12;
        for (const { start, end } of spans) {
          expect(start).toBe(at);
          at = end;
        }
        if (spans.length > 0) expect(at).toBe(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});
