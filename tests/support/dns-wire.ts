import { Buffer } from 'node:buffer';
import dnsPacket, { type Answer } from 'dns-packet';
import type { RecordType } from '../../lib/dns/lookup.ts';

const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
} as const;
const EXTENDED_ERROR = 15;

export interface Question {
  readonly name: string;
  readonly type: RecordType;
  /** CD is set. */
  readonly isUnchecked?: boolean;
}

/** What a response says; everything left out is as a plain resolver has it. */
export interface Reply {
  readonly rcode?: keyof typeof RCODES;
  readonly answers?: readonly Answer[];
  readonly authorities?: readonly Answer[];
  /** Before the OPT, if there is one. */
  readonly additionals?: readonly Answer[];
  /** AD; false. */
  readonly authentic?: boolean;
  /** RA; true. */
  readonly recursion?: boolean;
  /** TC; false. */
  readonly truncated?: boolean;
  readonly id?: number;
  /** False for a query sent back. */
  readonly isResponse?: boolean;
  /** The question that is repeated, where it is not the one that was asked; null for none. */
  readonly question?: { name: string; type: string; class?: string } | null;
  /** RFC 8914. */
  readonly extendedErrors?: readonly (readonly [code: number, text?: string])[];
}

/** The bytes of a response to a question. */
export function encodeReply(asked: Question, reply: Reply = {}): Uint8Array {
  const { rcode = 'NOERROR', question = asked } = reply;
  const flags =
    dnsPacket.RECURSION_DESIRED |
    (reply.recursion === false ? 0 : dnsPacket.RECURSION_AVAILABLE) |
    (reply.authentic ? dnsPacket.AUTHENTIC_DATA : 0) |
    (reply.truncated ? dnsPacket.TRUNCATED_RESPONSE : 0) |
    RCODES[rcode];
  const options = (reply.extendedErrors ?? []).map(([code, text = '']) => ({
    code: EXTENDED_ERROR,
    data: Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(text)]),
  }));
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232, options };
  return dnsPacket.encode({
    type: reply.isResponse === false ? 'query' : 'response',
    id: reply.id ?? 0,
    flags,
    questions: question === null ? [] : [{ class: 'IN', ...question } as never],
    answers: [...(reply.answers ?? [])],
    authorities: [...(reply.authorities ?? [])],
    additionals: [...(reply.additionals ?? []), ...(options.length > 0 ? [opt as Answer] : [])],
  });
}

export function txt(name: string, strings: string | readonly (string | Uint8Array)[], ttl = 300): Answer {
  const data = [strings].flat().map((part) => Buffer.from(part));
  return { type: 'TXT', name, ttl, data };
}

export function mx(name: string, preference: number, exchange: string, ttl = 300): Answer {
  return { type: 'MX', name, ttl, data: { preference, exchange } };
}

/** A public address by default (a root server's): one for documentation counts as private. */
export function a(name: string, data = '198.41.0.4', ttl = 300): Answer {
  return { type: 'A', name, ttl, data };
}

export function aaaa(name: string, data = '2001:503:ba3e::2:30', ttl = 300): Answer {
  return { type: 'AAAA', name, ttl, data };
}

export function cname(name: string, target: string, ttl = 300): Answer {
  return { type: 'CNAME', name, ttl, data: target };
}

/** Its data in hexadecimal. */
export function tlsaRecord(
  name: string,
  [usage, selector, matchingType]: readonly [number, number, number],
  data: string,
  ttl = 300,
): Answer {
  const certificate = Buffer.from(data, 'hex');
  return { type: 'TLSA', name, ttl, data: { usage, selector, matchingType, certificate } };
}

export function ns(name: string, data = `ns.${name}`, ttl = 300): Answer {
  return { type: 'NS', name, ttl, data };
}

export function soa(name: string, minimum = 900, ttl = 900, mname = `ns.${name}`): Answer {
  const data = {
    mname,
    rname: `root.${name}`,
    serial: 1,
    refresh: 1,
    retry: 1,
    expire: 1,
    minimum,
  };
  return { type: 'SOA', name, ttl, data };
}

/** As AdGuard sends it for a name that it blocks. */
export function madeUpSoa(name: string, mname = 'fake-for-negative-caching.adguard.com'): Answer {
  return soa(name, 86_400, 10, mname);
}
