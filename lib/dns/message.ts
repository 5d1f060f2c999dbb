import type { DnsFailure } from './lookup.ts';
import { RECORD_TYPES, recordTypeOf, type RecordData, type RecordType } from './record-types.ts';
import { Reader, joined, octetsOfName } from './wire.ts';

/** One resource record, of any of these types. */
export type ResourceRecord<T extends RecordType = RecordType> = {
  [K in T]: {
    /** As `Reader.name` writes it. */
    readonly name: string;
    readonly type: K;
    readonly ttl: number;
    readonly data: RecordData[K];
    /** The RDATA in the form that is signed (RFC 4034 §6.2). */
    readonly canonical: () => Uint8Array;
  };
}[T];

/** A response that is well formed and belongs to the question. */
export interface DnsResponse {
  readonly rcode: string;
  /** AD: the resolver says that it validated the answer by DNSSEC (RFC 4035 §3.2.3). */
  readonly authentic: boolean;
  /** RA: the server offers recursion. Quad9 clears it where it blocks a name. */
  readonly recursionAvailable: boolean;
  readonly answers: readonly ResourceRecord[];
  readonly authorities: readonly ResourceRecord[];
  readonly extendedErrors: readonly ExtendedError[];
}

/** RFC 8914: why the resolver answered as it did. */
export interface ExtendedError {
  readonly code: number;
  readonly text: string;
}

export type DecodedResponse = DnsResponse | { readonly failure: DnsFailure };

const IN = 1;
const OPT = 41;
const MAX_TTL = 0x7fffffff;

/** Bits of the header (RFC 1035 §4.1.1, RFC 4035 §3). */
const FLAG = {
  response: 0x8000,
  truncated: 0x200,
  recursion: 0x100,
  recursive: 0x80,
  authentic: 0x20,
  unchecked: 0x10,
};
/** By their number (RFC 1035 §4.1.1, RFC 2136 §2.2). */
const RCODES =
  'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE'.split(' ');

const PADDING_BLOCK = 128;
const OPTION_PADDING = 12;
const OPTION_EXTENDED_ERROR = 15;
const PAYLOAD_SIZE = 4096;

/**
 * Encodes one question: id 0 (RFC 8484 §4.1), recursion desired, AD set to ask for the AD bit without the signatures
 * (RFC 6840 §5.7), padded to a multiple of 128 octets so that the length tells nothing (RFC 8467 §4.1). `isUnchecked` sets CD, which asks for
 * what fails the resolver's validation too (RFC 4035 §3.2.2).
 */
export function encodeQuery(name: string, type: RecordType, isUnchecked = false): Uint8Array {
  const flags = FLAG.recursion | FLAG.authentic | (isUnchecked ? FLAG.unchecked : 0);
  const header = u16(0, flags, 1, 0, 0, 1);
  const question = [octetsOfName(name), u16(RECORD_TYPES[type].number, IN)];
  // OPT up to its RDLENGTH (RFC 6891 §6.1.2), which with an empty option makes six octets more.
  const opt = [new Uint8Array(1), u16(OPT, PAYLOAD_SIZE, 0, 0)];
  const start = joined([header, ...question, ...opt]);
  const bare = start.length + 6;
  const padding = (PADDING_BLOCK - (bare % PADDING_BLOCK)) % PADDING_BLOCK;
  return joined([start, u16(padding + 4, OPTION_PADDING, padding), new Uint8Array(padding)]);
}

function u16(...numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((number) => [number >> 8, number & 255]));
}

/**
 * Decodes the answer to one question. Returns `malformed-message` for bytes that are not exactly one message, or in which a record that is read is
 * not of its form; `mismatched-answer` where it answers something else, `truncated` where TC is set. Never throws; linear in the size, whatever
 * number of records the header claims.
 */
export function decodeResponse(bytes: Uint8Array, name: string, type: RecordType): DecodedResponse {
  const reader = new Reader(bytes);
  const id = reader.u16();
  const flags = reader.u16();
  const counts = {
    question: reader.u16(),
    answer: reader.u16(),
    authority: reader.u16(),
    additional: reader.u16(),
  };
  const questions = listOf(counts.question, reader, readQuestion);
  const answers = listOf(counts.answer, reader, readRecord);
  const authorities = listOf(counts.authority, reader, readRecord);
  const additionals = listOf(counts.additional, reader, readRecord);
  if (!reader.isWhole) return { failure: 'malformed-message' };

  const has = (flag: number) => (flags & flag) !== 0;
  const [question] = questions;
  const isOurs =
    has(FLAG.response) &&
    id === 0 &&
    questions.length === 1 &&
    question?.type === RECORD_TYPES[type].number &&
    question.name === plainName(name);
  if (!isOurs) return { failure: 'mismatched-answer' };
  if (has(FLAG.truncated)) return { failure: 'truncated' };
  const edns = additionals.filter((record) => 'options' in record);
  return {
    rcode: rcodeOf(flags & 15, edns),
    authentic: has(FLAG.authentic),
    recursionAvailable: has(FLAG.recursive),
    answers: answers.filter((record) => 'data' in record),
    authorities: authorities.filter((record) => 'data' in record),
    extendedErrors: edns.flatMap(({ options }) => options.flatMap(readExtendedError)),
  };
}

/** So many of what `read` reads, without those that it leaves out; fewer where the message ends before. */
function listOf<T>(count: number, reader: Reader, read: (reader: Reader) => T | null): T[] {
  const list: T[] = [];
  for (let index = 0; index < count && !reader.isMalformed; index += 1) {
    const one = read(reader);
    if (one !== null) list.push(one);
  }
  return list;
}

/** Null for one of another class. */
function readQuestion(reader: Reader) {
  const question = { name: reader.name(), type: reader.u16() };
  return reader.u16() === IN ? question : null;
}

interface Edns {
  /** The upper bits of the RCODE (RFC 6891 §6.1.3). */
  readonly upperRcode: number;
  readonly options: readonly { readonly code: number; readonly data: Uint8Array }[];
}

/** Null for one of a class or type that is not read, whatever it says. */
function readRecord(reader: Reader): ResourceRecord | Edns | null {
  const name = reader.name();
  const number = reader.u16();
  const recordClass = reader.u16();
  const ttl = reader.u32();
  const rdata = reader.part(reader.u16());
  const type = recordTypeOf(number);
  // The class of OPT is a size, and its TTL holds other things (RFC 6891 §6.1.2, §6.1.3).
  const record =
    number === OPT
      ? { upperRcode: ttl >>> 24, options: readOptions(rdata) }
      : type !== undefined && recordClass === IN
        ? recordOf(name, type, ttl, rdata)
        : null;
  if (record !== null && !rdata.isWhole) reader.fail();
  return record;
}

function recordOf(name: string, type: RecordType, ttl: number, rdata: Reader): ResourceRecord {
  const { read } = RECORD_TYPES[type];
  return {
    name,
    type,
    // With the highest bit set it counts as zero (RFC 2181 §8).
    ttl: ttl > MAX_TTL ? 0 : ttl,
    data: read(rdata),
    canonical: () => rdata.canonical(read),
    // That data and type belong together, the table says and the compiler cannot see.
  } as ResourceRecord;
}

function readOptions(rdata: Reader) {
  const options = [];
  while (rdata.left > 0) options.push({ code: rdata.u16(), data: rdata.octets(rdata.u16()) });
  return options;
}

/** With its upper bits, without which BADVERS would look like NOERROR. */
function rcodeOf(lower: number, [edns]: readonly Edns[]): string {
  const upper = edns?.upperRcode ?? 0;
  return upper === 0 ? (RCODES[lower] ?? `RCODE_${lower}`) : `extended ${upper}`;
}

/** The name in lower case, that of ASCII alone (RFC 4343), without the final dot. */
export function plainName(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\.$/, '');
}

/** RFC 8914 §2. */
function readExtendedError({ code, data }: Edns['options'][number]): ExtendedError[] {
  if (code !== OPTION_EXTENDED_ERROR) return [];
  const reader = new Reader(data);
  const info = reader.u16();
  if (reader.isMalformed) return [];
  return [{ code: info, text: new TextDecoder().decode(reader.octets()).replaceAll('\0', '') }];
}
