import { Buffer } from 'node:buffer';
import dnsPacket, { type Answer } from 'dns-packet';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResponse } from '../../lib/dns/message.ts';
import { RECORD_TYPES, type RecordType } from '../../lib/dns/record-types.ts';
import { Reader, octetsOfName } from '../../lib/dns/wire.ts';
import { encodeReply } from '../support/dns-wire.ts';
import * as any from './generators.ts';

const TYPES = Object.keys(RECORD_TYPES) as RecordType[];
const type = fc.constantFrom(...TYPES);

const u8 = fc.nat(0xff);
const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const octets = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const some = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const name = fc.oneof(any.domain, fc.constant('.'));
const ours = (text: string) => text.toLowerCase().replace(/\.$/, '');

/** Types by the names that dns-packet has for them, in ascending order of their numbers. */
const NUMBERS = {
  A: 1,
  NS: 2,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  CAA: 257,
};
const covered = fc.constantFrom(...Object.entries(NUMBERS));
const bitmap = fc.subarray(Object.entries(NUMBERS), { minLength: 1 });
const names = (types: [string, number][]) => types.map(([one]) => one);
const numbers = (types: [string, number][]) => types.map(([, number]) => number);

/** For each type what dns-packet is given, and what our reader must make of its octets. */
const PAIRS: Readonly<Record<RecordType, fc.Arbitrary<readonly [theirs: unknown, ours: unknown]>>> = {
  A: fc.ipV4().map((text) => [text, text]),
  AAAA: fc
    .ipV6()
    .map((text) => [
      new URL(`http://[${text}]`).hostname.slice(1, -1),
      new URL(`http://[${text}]`).hostname.slice(1, -1),
    ]),
  NS: name.map((text) => [text, ours(text)]),
  CNAME: name.map((text) => [text, ours(text)]),
  PTR: name.map((text) => [text, ours(text)]),
  DNAME: name.map((text) => [text, ours(text)]),
  MX: fc
    .record({ preference: u16, exchange: name })
    .map((mx) => [mx, { ...mx, exchange: ours(mx.exchange) }]),
  TXT: fc
    .array(fc.uint8Array({ maxLength: 255 }), { minLength: 1, maxLength: 4 })
    .map((parts) => [
      parts.map((part) => Buffer.from(part)),
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts)),
    ]),
  SOA: fc
    .record({
      mname: name,
      rname: any.domain,
      serial: u32,
      refresh: u32,
      retry: u32,
      expire: u32,
      minimum: u32,
    })
    .map((soa) => [soa, { ...soa, mname: ours(soa.mname), rname: ours(soa.rname) }]),
  DS: fc.record({ keyTag: u16, algorithm: u8, digestType: u8, digest: octets }).map((ds) => [ds, ds]),
  DNSKEY: fc
    .record({ flags: u16, algorithm: u8, key: octets })
    .map((dnskey) => [dnskey, { ...dnskey, protocol: 3 }]),
  RRSIG: fc
    .record({
      covered,
      algorithm: u8,
      labels: u8,
      originalTtl: u32,
      expiration: u32,
      inception: u32,
      keyTag: u16,
      signer: name,
      signature: octets,
    })
    .map(({ covered: [text, number], ...rrsig }) => [
      { ...rrsig, typeCovered: text, originalTTL: rrsig.originalTtl, signersName: rrsig.signer },
      { ...rrsig, covered: number, signer: ours(rrsig.signer) },
    ]),
  NSEC: fc.tuple(name, bitmap).map(([next, types]) => [
    { nextDomain: next, rrtypes: names(types) },
    { next: ours(next), types: numbers(types) },
  ]),
  NSEC3: fc
    .record({ algorithm: u8, flags: u8, iterations: u16, salt: octets, next: some, types: bitmap })
    .map((nsec3) => [
      { ...nsec3, nextDomain: nsec3.next, rrtypes: names(nsec3.types) },
      { ...nsec3, types: numbers(nsec3.types) },
    ]),
  TLSA: fc
    .record({ usage: u8, selector: u8, matching: u8, data: octets })
    .map((tlsa) => [{ ...tlsa, matchingType: tlsa.matching, certificate: tlsa.data }, tlsa]),
  CAA: fc
    .record({
      flags: u8,
      tag: fc.stringMatching(/^[a-z\d]{1,15}$/),
      value: fc.stringMatching(/^[ -~]{0,60}$/),
    })
    .map((caa) => [caa, caa]),
};

/** It is there, and @types/dns-packet does not know it. */
const { answer } = dnsPacket as unknown as { answer: { encode(record: object): Buffer } };

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(
      value,
      (_key, one: unknown) => (one instanceof Uint8Array ? Buffer.from(one).toString('hex') : one),
      0,
    ),
  );

describe('what dns-packet writes, is read as it was meant', () => {
  it.each(TYPES)('%s', (one) => {
    fc.assert(
      fc.property(any.domain, PAIRS[one], (owner, [theirs, value]) => {
        const record = { type: one, name: owner, ttl: 1, data: theirs } as Answer;
        const response = decodeResponse(
          encodeReply({ name: owner, type: one }, { answers: [record] }),
          owner,
          one,
        );
        if ('failure' in response) throw new Error(response.failure);
        expect(response.answers).toMatchObject([{ name: ours(owner), type: one, ttl: 1 }]);
        expect(plain(response.answers[0]?.data)).toEqual(plain(value));
      }),
      any.RUNS,
    );
  });
});

describe('whatever the octets', () => {
  /** RDATA that begins as that of the type, and is then spoilt or goes on. */
  const data = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc
      .tuple(
        fc.constantFrom(...TYPES).chain((one) => PAIRS[one].map(([theirs]) => [one, theirs] as const)),
        fc.nat(),
        u8,
      )
      .map(([[one, theirs], at, octet]) => {
        const whole = answer.encode({ type: one, name: '.', data: theirs });
        const rdata = Uint8Array.from(whole.subarray(11));
        return rdata.length === 0 ? rdata : rdata.with(at % rdata.length, octet);
      }),
  );

  it('a record is read or malformed, and its canonical form reads as the same and is its own', () => {
    let whole = 0;
    fc.assert(
      fc.property(type, data, (one, bytes) => {
        const { read } = RECORD_TYPES[one];
        // Behind a name that a pointer can lead to.
        const message = Uint8Array.from([...Buffer.alloc(12), ...Buffer.from('\x01A\0'), ...bytes]);
        const rdata = new Reader(message, 15);
        const value: unknown = read(rdata);
        expect(value).toBeDefined();
        if (!rdata.isWhole) return;
        whole += 1;
        const again = new Reader(rdata.canonical(read));
        expect(read(again)).toEqual(value);
        expect(again.isWhole).toBe(true);
        expect(again.canonical(read)).toEqual(rdata.canonical(read));
      }),
      { numRuns: 5000 },
    );
    expect(whole).toBeGreaterThan(500);
  });

  it('a name is written so that its labels can be told apart, and written back', () => {
    const label = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      fc.constantFrom(...['.', '\\', '\\046', 'A', ' '].map((text) => Uint8Array.from(Buffer.from(text)))),
    );
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
        const bytes = Buffer.from([...labels.flatMap((one) => [one.length, ...one]), 0]);
        const text = new Reader(bytes).name();
        expect(text).toMatch(/^[!-~]*$/);
        expect(text === '' ? [] : text.split('.')).toHaveLength(labels.length);
        const lower = bytes.map((octet) => (octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet));
        expect(Buffer.from(octetsOfName(text))).toEqual(Buffer.from(lower));
      }),
      any.RUNS,
    );
  });
});
