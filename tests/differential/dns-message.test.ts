import { Buffer } from 'node:buffer';
import { Packet } from 'dns2';
import type { Answer } from 'dns-packet';
import dnsPacket from 'dns-packet';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeResponse, plainName } from '../../lib/dns/message.ts';
import { Reader } from '../../lib/dns/wire.ts';
import { a, aaaa, cname, encodeReply, mx, soa, txt, type Reply } from '../support/dns-wire.ts';
import { filesOf } from './inputs.ts';

/**
 * decodeResponse, held against dns2 and against dns-packet, which share no code. The input is a whole message; what is compared is the answer to one
 * question, as text. The types that neither reads are held in tests/property/record-types.test.ts.
 */
const NAME = 'example.com';
const TYPE = 'MX';

interface Reading {
  readonly authentic: boolean;
  readonly answers: readonly string[];
}

function ours(bytes: Uint8Array): Reading | string {
  const response = decodeResponse(bytes, NAME, TYPE);
  if ('failure' in response) return response.failure;
  return {
    authentic: response.authentic,
    answers: response.answers.map(textOf).filter((text) => text !== null),
  };
}

function textOf({ name, type, ttl, data }: { name: string; type: string; ttl?: number; data: unknown }) {
  const value = valueOf(type, data);
  const counted = (ttl ?? 0) > 0x7fffffff ? 0 : ttl;
  return value === null ? null : `${nameOf(name)} ${counted} ${type} ${value}`;
}

function valueOf(type: string, data: unknown): string | null {
  if (type === 'A') return String(data);
  if (type === 'AAAA') return plainIpv6(String(data));
  if (type === 'CNAME') return nameOf(String(data));
  if (type === 'TXT') return JSON.stringify(typeof data === 'string' ? data : textOfStrings(data));
  const { preference, exchange } = data as { preference: number; exchange: string };
  return type === 'MX' ? `${preference} ${nameOf(exchange)}` : null;
}

/** An address in the one form that URLs have. */
const plainIpv6 = (address: string) => new URL(`http://[${address}]/`).hostname;

/** dns2 gives a string for each, and dns-packet octets. */
const textOfStrings = (strings: unknown) =>
  Buffer.concat((strings as (string | Uint8Array)[]).map((part) => Buffer.from(part))).toString();

/** Each octet of a name as one character, as dns2 has it; the root is "." to others. */
const nameOf = (name: string) =>
  plainName(name.replaceAll(/\\(\d{3})/g, (_, octet) => String.fromCharCode(Number(octet))));

function dns2(bytes: Uint8Array): Reading | string {
  let packet: ReturnType<typeof Packet.parse>;
  try {
    packet = Packet.parse(Buffer.from(bytes));
  } catch {
    return 'malformed-message';
  }
  const { header, questions, answers, errors } = packet;
  if (errors.length > 0) return 'malformed-message';
  const [question] = questions;
  const isOurs =
    header.qr === 1 &&
    header.id === 0 &&
    questions.length === 1 &&
    question?.type === Packet.TYPE.MX &&
    question.class === Packet.CLASS.IN &&
    plainName(question.name) === NAME;
  if (!isOurs) return 'mismatched-answer';
  if (header.tc === 1) return 'truncated';
  const texts = answers.filter((record) => record.class === Packet.CLASS.IN).map(textOfDns2);
  return { authentic: (header as { ad?: number }).ad === 1, answers: texts.filter((text) => text !== null) };
}

function textOfDns2(record: ReturnType<typeof Packet.parse>['answers'][number]): string | null {
  const { name, ttl, type, address, domain, exchange, priority, data } = record as unknown as Record<
    string,
    string
  > & {
    type: number;
  };
  const start = `${nameOf(name ?? '')} ${ttl}`;
  if (type === Packet.TYPE.A) return `${start} A ${address}`;
  if (type === Packet.TYPE.AAAA) return `${start} AAAA ${plainIpv6(address ?? '')}`;
  if (type === Packet.TYPE.CNAME) return `${start} CNAME ${nameOf(domain ?? '')}`;
  if (type === Packet.TYPE.TXT) return `${start} TXT ${JSON.stringify(textOfStrings(data))}`;
  return type === Packet.TYPE.MX ? `${start} MX ${priority} ${nameOf(exchange ?? '')}` : null;
}

const label = fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/);
const name = fc.oneof(
  fc.constant(NAME),
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
);
const ttl = fc.oneof(fc.nat(86400), fc.integer({ min: 0, max: 0x7fffffff }));
const record: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .tuple(name, fc.nat(65535), name, ttl)
    .map(([owner, preference, exchange, t]) => mx(owner, preference, exchange, t)),
  fc
    .tuple(name, fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }), ttl)
    .map(([owner, strings, t]) => txt(owner, strings, t)),
  fc.tuple(name, name, ttl).map(([owner, target, t]) => cname(owner, target, t)),
  fc.tuple(name, fc.ipV4(), ttl).map(([owner, address, t]) => a(owner, address, t)),
  fc
    .tuple(name, fc.constantFrom('2001:db8::1', '::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'), ttl)
    .map(([owner, address, t]) => aaaa(owner, address, t)),
);
const reply: fc.Arbitrary<Reply> = fc.record({
  answers: fc.array(record, { maxLength: 5 }),
  authorities: fc.constantFrom([], [soa(NAME)]),
  authentic: fc.boolean(),
});
const message = reply.map((one) => new Uint8Array(encodeReply({ name: NAME, type: TYPE }, one)));
const spoilt = fc
  .tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }))
  .map(([bytes, changes]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, byte] of changes) copy[at % copy.length] = byte;
    return copy;
  });
const behind = message.map((bytes) => Uint8Array.from([...bytes, 0]));
const cut = fc.tuple(message, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length));

interface Explained {
  readonly name: string;
  /** Who is right, and where it is written. */
  readonly why: string;
  /** True where ours and theirs differ in this and, apart from what is written differently, in nothing else. */
  readonly explains: (bytes: Uint8Array) => boolean;
}

type Rewrite = (reading: string) => string;
const UNLIKE_NAMES: Rewrite = (reading) => reading.replaceAll(/[^\x20-\x7e]+/g, '?');
const UNLIKE_TTL: Rewrite = (reading) => reading.replaceAll(/ (?:0|2147483647) (?=[A-Z]+ )/g, ' ? ');

function isSame(mine: Reading | string, theirs: Reading | string, rewrite: Rewrite = String): boolean {
  const [one, other] = [mine, theirs].map((reading) => rewrite(JSON.stringify(reading)));
  return one === other;
}

const isRefusedByOurs = (bytes: Uint8Array) =>
  ours(bytes) === 'malformed-message' && dns2(bytes) !== 'malformed-message';

function errorOfDnsPacket(bytes: Uint8Array): string {
  try {
    dnsPacket.decode(Buffer.from(bytes));
    return '';
  } catch (error) {
    return String(error);
  }
}

const DIFFERENCES: readonly Explained[] = [
  {
    name: 'TTL with the highest bit',
    why: 'it counts as zero (RFC 2181 §8); dns2 takes the greatest that is without it',
    explains: (bytes) => isSame(ours(bytes), dns2(bytes), UNLIKE_TTL),
  },
  {
    name: 'octets behind the message',
    why: 'over HTTPS the body is the message (RFC 8484 §6); dns2 does not look behind it',
    explains: (bytes) =>
      isRefusedByOurs(bytes) &&
      Array.from(bytes.keys()).some((end) => isSame(ours(bytes.slice(0, end)), dns2(bytes), UNLIKE_TTL)),
  },
  {
    name: 'pointer that does not lead back',
    why: 'a pointer leads to a prior place (RFC 1035 §4.1.4); dns2 follows any that makes no circle',
    explains: (bytes) =>
      isRefusedByOurs(bytes) && (errorOfDnsPacket(bytes).includes('bad pointer') || pointsIntoHeader(bytes)),
  },
  {
    name: 'record of a type or class that nobody asks for',
    why: 'it may say what it likes; dns2 reads it all the same',
    explains: (bytes) =>
      dns2(bytes) === 'malformed-message' && ours(bytes) !== 'malformed-message' && hasOther(bytes),
  },
  {
    name: 'record of a type that dns2 does not look into',
    why: 'ours reads every type of its table, and a record that is not of its form spoils the message',
    explains: (bytes) => isRefusedByOurs(bytes) && hasOther(bytes),
  },
];

/** A record of another class than IN, or of a type that ours reads and others do not. */
function hasOther(bytes: Uint8Array): boolean {
  const reader = new Reader(bytes);
  reader.octets(4);
  const [questions = 0, ...records] = Array.from({ length: 4 }, () => reader.u16());
  const count = questions + records.reduce((sum, one) => sum + one, 0);
  for (let index = 0; index < count && !reader.isMalformed; index += 1) {
    reader.name();
    const isCommon = [1, 5, 6, 15, 16, 28].includes(reader.u16()) && reader.u16() === 1;
    if (!isCommon) return true;
    if (index >= questions) reader.octets(4);
    if (index >= questions) reader.octets(reader.u16());
  }
  return false;
}

const pointsIntoHeader = (bytes: Uint8Array) =>
  bytes.some((octet, at) => octet === 0xc0 && (bytes[at + 1] ?? 0) < 12);

const question = { name: NAME, type: TYPE } as const;
const srv = { type: 'UNKNOWN_33', name: NAME, ttl: 1, data: Buffer.from([0]) } as never;
/** The owner of the first answer, three octets behind the question, becomes a pointer to the last name of all. */
const twoHosts = [...encodeReply(question, { answers: [mx('x', 1, 'y'), mx('y', 1, 'host')] })];
const forward = Uint8Array.from(twoHosts.toSpliced(29, 3, 0xc0, twoHosts.length - 7));
const oneLabel = encodeReply(question, { answers: [mx(NAME, 1, 'mail-example')] });
oneLabel[Buffer.from(oneLabel).indexOf('-example')] = '.'.charCodeAt(0);
const ds = { type: 'UNKNOWN_43', name: NAME, ttl: 1, data: Buffer.from([0]) } as never;
const EXAMPLES = [
  new Uint8Array(oneLabel),
  new Uint8Array(encodeReply(question, { answers: [ds] })),
  new Uint8Array(encodeReply(question, { answers: [srv] })),
  new Uint8Array(encodeReply(question, { answers: [mx('é.example', 1, 'x')] })),
  new Uint8Array(encodeReply(question, { answers: [mx(NAME, 1, 'x', 0x80000000)] })),
  forward,
];

it('decodeResponse and dns2 read every message alike, but for what is explained', () => {
  const met = new Set<string>();
  let agreed = 0;
  const compare = (bytes: Uint8Array) => {
    const [mine, theirs] = [ours(bytes), dns2(bytes)];
    if (isSame(mine, theirs)) {
      agreed += 1;
      return;
    }
    const why = DIFFERENCES.filter(({ explains }) => explains(bytes));
    if (why.length === 0) expect(mine, Buffer.from(bytes).toString('hex')).toEqual(theirs);
    for (const one of why) met.add(one.name);
  };
  for (const one of [...EXAMPLES, ...filesOf('fuzz/seeds/dns-message')]) compare(one);
  fc.assert(fc.property(fc.oneof(message, spoilt, cut, behind), compare), { numRuns: 2000 });
  expect([...met].toSorted()).toEqual(DIFFERENCES.map(({ name: one }) => one).toSorted());
  expect(agreed).toBeGreaterThan(500);
});

it('decodeResponse reads nothing that dns-packet by itself would not', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(message, spoilt, cut), (bytes) => {
      const reading = ours(bytes);
      if (typeof reading === 'string' || hasOther(bytes)) return;
      const whole = dnsPacket.decode(Buffer.from(bytes)) as unknown as { answers: never[] };
      const known = whole.answers
        .filter((one: { class?: string; flush?: boolean }) => one.class === 'IN' && !one.flush)
        .map(textOf);
      const there = known.filter((text) => text !== null);
      expect(reading.answers.map(UNLIKE_NAMES)).toEqual(there.map(UNLIKE_NAMES));
      read += 1;
    }),
    { numRuns: 1000 },
  );
  expect(read).toBeGreaterThan(100);
});
