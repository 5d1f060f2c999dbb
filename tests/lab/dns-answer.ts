import dnsPacket, { type Answer, type DecodedPacket } from 'dns-packet';
import type { DnsFault } from './dns-faults.ts';
import type { Resolution } from './resolve.ts';
import { toAnswer } from './zone-records.ts';
import { SOA } from './zones.ts';

const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
const EXTENDED_ERROR = 15;
const OWN_PAYLOAD_SIZE = 1232;
/** What a response repeats of its question (RFC 1035, 4.1.1; RFC 4035, 3.2.2). */
const COPIED_FLAGS = dnsPacket.RECURSION_DESIRED | dnsPacket.CHECKING_DISABLED;

type Rcode = keyof typeof RCODES;

interface Draft {
  id: number;
  rcode: Rcode;
  questions: { name: string; type: DecodedQuestion['type'] }[];
  answers: Answer[];
  authorities: Answer[];
  extendedError?: Buffer;
  flags: number;
}

type DecodedQuestion = NonNullable<DecodedPacket['questions']>[number];

/** The wire form of the answer to `query`, spoilt as `fault` says. */
export function encodeAnswer(
  query: DecodedPacket,
  resolution: Resolution,
  fault: DnsFault | undefined,
): Uint8Array {
  if (fault === 'malformed') return new Uint8Array([0xff, 0x00, 0xff]);
  const draft = spoilt(plain(query, resolution), fault);
  const bytes = dnsPacket.encode({
    id: draft.id,
    type: 'response',
    flags: draft.flags | RCODES[draft.rcode],
    questions: draft.questions,
    answers: draft.answers,
    authorities: draft.authorities,
    additionals: asksWithEdns(query) || draft.extendedError ? [edns(draft.extendedError)] : [],
  });
  return fault === 'cut' ? bytes.subarray(0, bytes.length - 5) : bytes;
}

function plain(query: DecodedPacket, { rcode, answers, apex, security }: Resolution): Draft {
  const question = query.questions?.[0];
  const found = question && answers.some(({ type }) => type === question.type);
  const flags = query.flags ?? 0;
  const draft: Draft = {
    id: query.id ?? 0,
    rcode,
    questions: question ? [{ name: question.name, type: question.type }] : [],
    answers: answers.map(toAnswer),
    authorities: found || rcode === 'SERVFAIL' ? [] : [soa(apex)],
    flags: (flags & COPIED_FLAGS) | dnsPacket.RECURSION_AVAILABLE,
  };
  if (security.state === 'secure' && flags & dnsPacket.AUTHENTIC_DATA)
    return { ...draft, flags: draft.flags | dnsPacket.AUTHENTIC_DATA };
  // With CD the resolver hands over what it does not believe.
  if (security.state !== 'bogus' || flags & dnsPacket.CHECKING_DISABLED) return draft;
  const failed: Draft = { ...draft, rcode: 'SERVFAIL', answers: [], authorities: [] };
  return asksWithEdns(query) ? { ...failed, extendedError: extendedError(security.extendedError) } : failed;
}

function spoilt(draft: Draft, fault: DnsFault | undefined): Draft {
  const unvalidated = draft.flags & ~dnsPacket.AUTHENTIC_DATA;
  const empty = { ...draft, answers: [], authorities: [], flags: unvalidated };
  if (fault === undefined) return draft;
  if (typeof fault === 'object') {
    if ('ede' in fault) {
      const { ede, text, rcode = 'SERVFAIL' } = fault;
      return { ...empty, rcode, extendedError: extendedError(ede, text) };
    }
    if ('bare' in fault) return { ...empty, rcode: fault.bare };
    return 'ad' in fault ? { ...draft, flags: draft.flags | dnsPacket.AUTHENTIC_DATA } : draft;
  }
  switch (fault) {
    case 'servfail':
      return { ...empty, rcode: 'SERVFAIL' };
    case 'refused':
      return { ...empty, rcode: 'REFUSED' };
    case 'truncated':
      return { ...empty, flags: draft.flags | dnsPacket.TRUNCATED_RESPONSE };
    case 'nxdomain-ra0':
      return { ...empty, rcode: 'NXDOMAIN', flags: draft.flags & ~dnsPacket.RECURSION_AVAILABLE };
    case 'wrong-question':
      return {
        ...draft,
        questions: draft.questions.map((question) => ({ ...question, name: 'other.test' })),
      };
    case 'wrong-id':
      return { ...draft, id: (draft.id + 1) & 0xffff };
    case 'no-soa':
      return { ...draft, authorities: [] };
    case 'short-chain':
      return { ...draft, answers: draft.answers.slice(0, 1), authorities: [] };
    case 'loop':
      return { ...empty, rcode: 'NOERROR', answers: draft.questions.map(({ name }) => selfAlias(name)) };
    case 'cut':
    case 'malformed':
    case 'timeout':
    case 'reset':
    case 'goaway':
      break;
  }
  // The others spoil the bytes, or the connection, and not the answer.
  return draft;
}

function extendedError(code: number, text = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(text)]);
}

function selfAlias(name: string): Answer {
  return { name, ttl: 60, type: 'CNAME', data: name };
}

function soa(apex: string): Answer {
  return { name: apex === '' ? '.' : apex, type: 'SOA', ttl: SOA.minimum, data: SOA };
}

function asksWithEdns(query: DecodedPacket): boolean {
  return (query.additionals ?? []).some(({ type }) => type === 'OPT');
}

function edns(why: Buffer | undefined): Answer {
  return {
    name: '.',
    type: 'OPT',
    udpPayloadSize: OWN_PAYLOAD_SIZE,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: why ? [{ code: EXTENDED_ERROR, data: why } as never] : [],
  };
}
