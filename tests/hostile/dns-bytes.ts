import { Buffer } from 'node:buffer';
import { RECORD_TYPES } from '../../lib/dns/record-types.ts';
import { encodeReply, type Question } from '../support/dns-wire.ts';

/** DNS messages that no codec would make, byte by byte (RFC 1035 §4.1). */

const HEADER_LENGTH = 12;
/** A pointer to the name in the question (RFC 1035 §4.1.4). */
const POINTER_TO_QUESTION = [0xc0, HEADER_LENGTH];

/** One record for the name in the question; `type` is that of the question where it is left out. */
interface RawRecord {
  readonly owner?: readonly number[];
  readonly type?: number;
  readonly data: Uint8Array | readonly number[];
}

/** A response to the question with these records, their count as it is. */
export function rawReply(question: Question, records: readonly RawRecord[]): Uint8Array {
  const empty = Buffer.from(encodeReply(question));
  empty.writeUInt16BE(records.length, 6);
  return Buffer.concat([empty, ...records.map((record) => rawRecord(question, record))]);
}

function rawRecord(question: Question, { owner = POINTER_TO_QUESTION, type, data }: RawRecord): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type ?? RECORD_TYPES[question.type].number, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(300, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([Buffer.from(owner), fixed, Buffer.from(data)]);
}

/** The character-strings of one TXT. */
export function textData(strings: readonly string[]): Buffer {
  return Buffer.concat(strings.map((text) => Buffer.from([text.length, ...Buffer.from(text)])));
}

/** An MX for a host one label below the name in the question. */
export function mxData(preference: number, label: string): Buffer {
  return Buffer.from([
    preference >> 8,
    preference & 255,
    label.length,
    ...Buffer.from(label),
    ...POINTER_TO_QUESTION,
  ]);
}

/** Responses whose names never end, or lead out of the message. */
export function* pointerLoops(question: Question): Generator<Uint8Array> {
  const end = encodeReply(question).length;
  const pointer = (to: number) => [0xc0 | (to >> 8), to & 255];
  const data = textData(['v=STSv1; id=1']);
  // To itself; to the next one, which leads back; beyond the end; into the header; a label, then back to before it.
  yield rawReply(question, [{ owner: pointer(end), data }]);
  yield rawReply(question, [{ owner: [...pointer(end + 2), ...pointer(end)], data }]);
  yield rawReply(question, [{ owner: pointer(0x3fff), data }]);
  yield rawReply(question, [{ owner: pointer(2), data }]);
  yield rawReply(question, [{ owner: [1, 97, ...pointer(end)], data }]);
}

/** Responses with a good record for the question and one of each type that is empty, or one octet too long. */
export function* misshapen(question: Question): Generator<Uint8Array> {
  const good = { data: question.type === 'MX' ? mxData(1, 'mx') : textData(['v=STSv1; id=1']) };
  const types = Object.entries(RECORD_TYPES).filter(([name]) => name !== 'TXT');
  for (const [, { number: type }] of types) yield rawReply(question, [good, { type, data: [] }]);
  yield rawReply(question, [good, { type: RECORD_TYPES.A.number, data: [192, 0, 2, 1, 0] }]);
  yield rawReply(question, [good, { type: RECORD_TYPES.CNAME.number, data: [...POINTER_TO_QUESTION, 0] }]);
  // Names that must not be compressed (RFC 4034 §3.1.7, §4.1.1).
  yield rawReply(question, [
    good,
    { type: RECORD_TYPES.NSEC.number, data: [...POINTER_TO_QUESTION, 0, 1, 64] },
  ]);
}

/** So many messages of random bytes; the same ones for the same seed. */
export function* randomMessages(count: number, seed = 1): Generator<Uint8Array> {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  for (let index = 0; index < count; index++)
    yield Uint8Array.from({ length: next() % 600 }, () => next() & 255);
}
