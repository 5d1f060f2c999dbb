import { Buffer } from 'buffer';
import * as wire from 'dns-packet';
import { decode, type Answer, type DecodedPacket, type Question } from 'dns-packet';
import { frameOf, type Span } from './message-frame.ts';

/** Octets of the header, of which the last eight count the records (RFC 1035 §4.1.1). */
const HEADER = 12;
const COUNTS = 4;
/** The types that anybody here asks about: A, NS, CNAME, SOA, MX, TXT, AAAA. All others are left out unread. */
const READ = new Set([1, 2, 5, 6, 15, 16, 28]);
const OPT = 41;
const IN = 1;
/** Of those types that say a name, CNAME and MX, how many octets stand before it. */
const BEFORE_NAME: Readonly<Record<number, number>> = { 5: 0, 15: 2 };
const DOT = 0x2e;
const BACKSLASH = 0x5c;
/** More than a name of 255 octets can have of labels and pointers that lead on. */
const MAX_STEPS = 256;

/** What dns-packet makes of a message, and what its types leave open or out. */
export type Message = Omit<DecodedPacket, 'questions' | 'answers' | 'authorities' | 'additionals'> & {
  readonly rcode: string;
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
  readonly additionals: readonly Answer[];
};

/** A decoder of dns-packet, which leaves behind how many octets it has read. */
interface Decoder<T> {
  (message: Buffer, offset: number): T;
  readonly bytes: number;
}

/** They are there, and @types/dns-packet does not know them. */
const { question, answer } = wire as unknown as {
  question: { decode: Decoder<Question> };
  answer: { decode: Decoder<Answer> };
};

/**
 * Decodes a message record by record, each of which must fill its own octets; null for bytes that are no whole message.
 * dns-packet by itself begins again from the first octet where a TXT is cut off, as often as the header claims records:
 * 64 KiB are enough to use up all memory.
 */
export function decodeMessage(bytes: Uint8Array): Message | null {
  const frame = frameOf(bytes);
  if (frame === null) return null;
  const message = Buffer.from(bytes);
  const header = Buffer.from(bytes.subarray(0, HEADER)).fill(0, COUNTS);
  const readAll = <T>(decoder: Decoder<T>, spans: readonly Span[]): T[] =>
    spans.map(({ start, data, end, type }) => {
      markDots(message, start);
      const before = BEFORE_NAME[type];
      if (before !== undefined && data < end) markDots(message, data + before);
      const read = decoder(message, start);
      if (decoder.bytes !== end - start) throw new Error('It is not as long as it says.');
      return read;
    });
  const readRecords = (spans: readonly Span[]) => readAll(answer.decode, spans.filter(isOfUse));
  try {
    return {
      ...(decode(header) as DecodedPacket & { rcode: string }),
      questions: readAll(question.decode, frame.questions.filter(isIn)),
      answers: readRecords(frame.answers),
      authorities: readRecords(frame.authorities),
      additionals: readRecords(frame.additionals),
    };
  } catch {
    return null;
  }
}

/**
 * Puts a backslash in the place of each dot within a label. dns-packet joins labels by dots, so that a server whose first label is "mail.example" and
 * whose second is "com", as of a zone with an escaped dot, would look like mail.example.com, which it is not.
 */
function markDots(message: Buffer, start: number): void {
  let at = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const length = message[at] ?? 0;
    if (length === 0) return;
    if (length >= 0xc0) at = ((length & 0x3f) << 8) | (message[at + 1] ?? 0);
    else {
      const next = at + 1 + length;
      for (let i = at + 1; i < next; i += 1) if (message[i] === DOT) message[i] = BACKSLASH;
      at = next;
    }
  }
}

/** dns-packet knows multicast DNS, and takes the class 0x8001 for IN. */
function isIn(span: Span): boolean {
  return span.class === IN;
}

/** The class of OPT is a size (RFC 6891 §6.1.2). */
function isOfUse(span: Span): boolean {
  return span.type === OPT || (isIn(span) && READ.has(span.type));
}
