import { Buffer } from 'buffer';
import { AUTHENTIC_DATA, RECURSION_DESIRED, encode, type Answer } from 'dns-packet';
import { decodeMessage, type Message } from './decode-message.ts';
import type { DnsFailure, RecordType } from './lookup.ts';

/** One resource record as this project needs it; `data` is what dns-packet makes of the type. */
export interface ResourceRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly data: unknown;
}

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

const PADDING_BLOCK = 128;
const OPTION_PADDING = 12;
const OPTION_EXTENDED_ERROR = 15;

/**
 * Encodes one question: id 0 (RFC 8484 §4.1), recursion desired, AD set to ask for the AD bit without the signatures
 * (RFC 6840 §5.7), padded to a multiple of 128 octets so that the length tells nothing (RFC 8467 §4.1).
 */
export function encodeQuery(name: string, type: RecordType): Uint8Array {
  const withPadding = (length: number) =>
    encode({
      type: 'query',
      id: 0,
      flags: RECURSION_DESIRED | AUTHENTIC_DATA,
      questions: [{ type, class: 'IN', name }],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 4096,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [{ code: OPTION_PADDING, type: 'PADDING', data: Buffer.alloc(length) }],
        },
      ],
    });
  const bare = withPadding(0).length;
  return withPadding((PADDING_BLOCK - (bare % PADDING_BLOCK)) % PADDING_BLOCK);
}

/**
 * Decodes the answer to one question. Gives `malformed-message` for bytes that are no whole message,
 * `mismatched-answer` where it answers something else, `truncated` where TC is set. Never throws.
 */
export function decodeResponse(bytes: Uint8Array, name: string, type: RecordType): DecodedResponse {
  const packet = decodeMessage(bytes);
  if (packet === null) return { failure: 'malformed-message' };
  const { questions } = packet;
  const [question] = questions;
  const isOurs =
    packet.type === 'response' &&
    packet.id === 0 &&
    questions.length === 1 &&
    question?.type === type &&
    sameName(question.name, name);
  if (!isOurs) return { failure: 'mismatched-answer' };
  if (packet.flag_tc) return { failure: 'truncated' };
  return {
    rcode: rcodeOf(packet),
    authentic: packet.flag_ad,
    recursionAvailable: packet.flag_ra,
    answers: records(packet.answers),
    authorities: records(packet.authorities),
    extendedErrors: extendedErrors(packet),
  };
}

/** The RCODE with the upper bits that EDNS holds (RFC 6891 §6.1.3), without which BADVERS would look like NOERROR. */
function rcodeOf({ rcode, additionals }: Message): string {
  const upper = additionals.find((record) => record.type === 'OPT')?.extendedRcode ?? 0;
  return upper === 0 ? rcode : `extended ${upper}`;
}

/** Names compare without regard to case and to the final dot (RFC 4343). */
export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** The name in lower case, that of ASCII alone (RFC 4343), without the final dot. */
export function plainName(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\.$/, '');
}

function records(list: readonly Answer[]): ResourceRecord[] {
  return list.flatMap((record) =>
    'ttl' in record
      ? // A TTL with the highest bit set counts as zero (RFC 2181 §8).
        [
          {
            name: record.name,
            type: record.type,
            ttl: (record.ttl ?? 0) > 0x7fffffff ? 0 : (record.ttl ?? 0),
            data: record.data,
          },
        ]
      : [],
  );
}

function extendedErrors({ additionals }: Message): ExtendedError[] {
  return additionals.flatMap((record) =>
    record.type === 'OPT' ? record.options.flatMap(({ code, data }) => readExtendedError(code, data)) : [],
  );
}

function readExtendedError(code: number, data: Uint8Array | undefined): ExtendedError[] {
  if (code !== OPTION_EXTENDED_ERROR || !data || data.length < 2) return [];
  const info = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  return [{ code: info, text: new TextDecoder().decode(data.subarray(2)).replaceAll('\0', '') }];
}
