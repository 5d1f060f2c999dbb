import { Buffer } from 'node:buffer';
import type { Answer } from 'dns-packet';
import type { HostOutcome } from '../../lib/mechanisms/dane/outcome.ts';
import type { ProblemCode } from '../../lib/mechanisms.ts';
import type { Headline } from '../../lib/verdict/headlines.ts';
import {
  a,
  cname,
  encodeReply,
  madeUpSoa,
  soa,
  txt,
  type Question,
  type Reply,
} from '../support/dns-wire.ts';
import { dohResponse } from '../support/network.ts';
import type { HostileCase } from './case.ts';
import { rawReply } from './dns-bytes.ts';

/** One way to answer the question for the TLSA records of the only server; everything else is well and signed, and there is no MTA-STS. */
export interface TlsaCase extends HostileCase {
  /** What senders that check DANE do. */
  readonly outcome: HostOutcome;
  /** Every variant must come to the same. */
  readonly answers: (question: Question) => readonly (() => Response)[];
}

/** With TLSA that senders go by. */
const MARKED: readonly ProblemCode[] = ['dane-reports', 'dnssec-secure'];
const GOOD = 'ab'.repeat(32);
const NEXT = 'cd'.repeat(32);

const authentic = (message: Uint8Array) => {
  const copy = Buffer.from(message);
  copy[3] = (copy[3] ?? 0) | 0x20;
  return copy;
};

const rdata = (head: readonly number[], hex = '') => Buffer.from([...head, ...Buffer.from(hex, 'hex')]);
const KEY = rdata([3, 1, 1], GOOD);

/** Each list is one answer: records for the name in the question, validated. */
const records =
  (...lists: readonly (readonly Uint8Array[])[]): TlsaCase['answers'] =>
  (question) =>
    lists.map(
      (list) => () =>
        dohResponse(
          authentic(
            rawReply(
              question,
              list.map((data) => ({ data })),
            ),
          ),
        ),
    );

const replies =
  (...list: readonly ((question: Question) => Reply)[]): TlsaCase['answers'] =>
  (question) =>
    list.map((make) => () => dohResponse(encodeReply(question, { authentic: true, ...make(question) })));

const tlsa = (name: string, data = GOOD): Answer => ({
  type: 'TLSA',
  name,
  ttl: 300,
  data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from(data, 'hex') },
});

type Expected = readonly [outcome: HostOutcome, headline: Headline, ...findings: ProblemCode[]];

const row = (
  what: string,
  answers: TlsaCase['answers'],
  [outcome, headline, ...findings]: Expected,
): TlsaCase => ({
  what,
  answers,
  outcome,
  headline,
  findings,
});

/** Senders insist on TLS and take any key. */
const unusable = (...codes: ProblemCode[]): Expected => [
  'encrypted',
  'absent',
  'sts-absent',
  'dane-all-unusable',
  ...MARKED,
  ...codes,
];
const sealed = (...codes: ProblemCode[]): Expected => [
  'authenticated',
  'dane',
  'dane-without-sts',
  'dane-certificate-not-seen',
  ...MARKED,
  ...codes,
];
const faulty = (...codes: ProblemCode[]): Expected => [
  'authenticated',
  'dane-faulty',
  'dane-without-sts',
  'dane-certificate-not-seen',
  ...MARKED,
  ...codes,
];
const notKnown: Expected = [
  'unknown',
  'dane-unknown',
  'sts-absent',
  'dane-tlsa-unavailable',
  'dnssec-secure',
];
const held = (code: ProblemCode): Expected => [
  'avoided',
  'held-all',
  'sts-absent',
  'dane-all-hosts-avoided',
  'dnssec-secure',
  code,
];
const none: Expected = ['opportunistic', 'absent', 'sts-absent', 'dane-absent', 'dnssec-secure'];

const digest = (matching: number, octets: number) => rdata([3, 1, matching], 'ab'.repeat(octets));

export const TLSA_CASES: readonly TlsaCase[] = [
  row('The key in use and the next one', records([KEY, rdata([3, 1, 1], NEXT)]), sealed()),
  row(
    'RDATA of no octet, one or two: the message is malformed',
    records([rdata([])], [rdata([3])], [rdata([3, 1])]),
    notKnown,
  ),
  row('The same beside a good record', records([KEY, rdata([3, 1])]), notKnown),
  row(
    'No data behind the three numbers',
    records([rdata([3, 1, 1])], [rdata([2, 0, 0])], [rdata([3, 1, 2])]),
    unusable('dane-data-empty'),
  ),
  row(
    'Usage 0 or 1, which are for web servers',
    records([rdata([0, 1, 1], GOOD)], [rdata([1, 1, 1], GOOD)]),
    unusable('dane-usage-pkix'),
  ),
  row(
    'A usage that nobody knows',
    records([rdata([4, 1, 1], GOOD)], [rdata([255, 1, 1], GOOD)]),
    unusable('dane-usage-unknown'),
  ),
  row(
    'A selector that nobody knows',
    records([rdata([3, 2, 1], GOOD)], [rdata([3, 255, 1], GOOD)]),
    unusable('dane-selector-unknown'),
  ),
  row(
    'A matching type that nobody knows',
    records([rdata([3, 1, 3], GOOD)], [rdata([3, 1, 255], GOOD)]),
    unusable('dane-matching-unknown'),
  ),
  row(
    'Nothing that anybody knows, and too short',
    records([rdata([9, 9, 9], 'ab')]),
    unusable('dane-usage-unknown', 'dane-selector-unknown', 'dane-matching-unknown'),
  ),
  row(
    'A digest that is too short or too long, by one octet or as another digest would be',
    records(
      [digest(1, 1)],
      [digest(1, 20)],
      [digest(1, 31)],
      [digest(1, 33)],
      [digest(1, 64)],
      [digest(2, 32)],
      [digest(2, 63)],
      [digest(2, 65)],
    ),
    unusable('dane-digest-length'),
  ),
  row(
    'A digest that was cut off beside two good ones',
    records([KEY, rdata([3, 1, 1], NEXT), digest(1, 16)]),
    faulty('dane-digest-length'),
  ),
  row(
    'A whole certificate that is none, nor a key',
    records([rdata([3, 0, 0], GOOD)], [rdata([3, 1, 0], GOOD)], [rdata([2, 0, 0], '3003020101')]),
    unusable('dane-data-not-der'),
  ),
  row('The same record three times', records([KEY, KEY, KEY]), sealed('dane-duplicate', 'dane-no-rollover')),
  row(
    '1,300 records, all that a message holds',
    (question) =>
      records(
        Array.from({ length: 1300 }, (_, index) => rdata([3, 1, 1], index.toString(16).padStart(64, '0'))),
      )(question),
    sealed('dane-many-records'),
  ),
  row(
    '1,300 records of which the last alone is of use: it is among those that are kept',
    (question) => records([...Array.from({ length: 1299 }, () => rdata([1, 1, 1], GOOD)), KEY])(question),
    sealed('dane-many-records', 'dane-usage-pkix', 'dane-duplicate', 'dane-no-rollover'),
  ),
  row(
    '60,000 octets that say that they are a certificate',
    records([rdata([3, 0, 0], 'ab'.repeat(60_000))]),
    unusable('dane-data-not-der'),
  ),
  row(
    'Records of another name alone: nobody answered the question',
    replies(() => ({ answers: [tlsa('_25._tcp.other.example.com')] })),
    notKnown,
  ),
  row(
    'Records of another type alone',
    replies(
      ({ name }) => ({ answers: [txt(name, '3 1 1 abcd')] }),
      ({ name }) => ({ answers: [a(name)] }),
    ),
    notKnown,
  ),
  row(
    'Other records beside the right ones: of other names, of other types',
    replies(({ name }) => ({
      answers: [
        tlsa('_25._tcp.other.example.com', 'ff'),
        txt(name, 'x'),
        tlsa(name),
        tlsa(name, NEXT),
        a(name),
      ],
    })),
    sealed(),
  ),
  row(
    'Aliases of TLSA records in a circle',
    replies(({ name }) => ({ answers: [cname(name, 'b.example.com'), cname('b.example.com', name)] })),
    notKnown,
  ),
  row(
    'An answer that was cut off (TC)',
    replies(({ name }) => ({ answers: [tlsa(name)], truncated: true })),
    notKnown,
  ),
  row(
    'An answer for A where TLSA was asked',
    replies(({ name }) => ({ answers: [tlsa(name)], question: { name, type: 'A' } })),
    notKnown,
  ),
  row(
    'A no for TLSA without proof, or with a made-up one',
    replies(
      () => ({ rcode: 'NXDOMAIN' }),
      () => ({}),
      () => ({ rcode: 'NXDOMAIN', authorities: [madeUpSoa('example.com')] }),
    ),
    notKnown,
  ),
  row(
    'A resolver that blocks the name',
    replies(() => ({ rcode: 'NXDOMAIN', extendedErrors: [[15, '']] })),
    notKnown,
  ),
  row(
    'REFUSED, NOTIMP, FORMERR: the resolver says nothing of the server',
    replies(...(['REFUSED', 'NOTIMP', 'FORMERR'] as const).map((rcode) => () => ({ rcode }))),
    notKnown,
  ),
  row('HTTP 500 for TLSA alone', () => [() => new Response('', { status: 500 })], notKnown),
  row(
    'SERVFAIL, with CD too: the servers fail',
    replies(() => ({ rcode: 'SERVFAIL' })),
    held('dane-tlsa-lookup-failed'),
  ),
  row(
    'SERVFAIL because validation failed, as the resolver says',
    replies(
      ...[1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 27].map((code) => () => ({
        rcode: 'SERVFAIL' as const,
        extendedErrors: [[code, ''] as const],
      })),
    ),
    held('dane-tlsa-lookup-failed'),
  ),
  row(
    'SERVFAIL, and with CD records',
    replies(({ name, isUnchecked }) =>
      isUnchecked ? { answers: [tlsa(name)], authentic: false } : { rcode: 'SERVFAIL' },
    ),
    held('dane-tlsa-lookup-failed'),
  ),
  row(
    'SERVFAIL, and with CD a no, proven or not',
    replies(
      ({ isUnchecked }) =>
        isUnchecked ? { authorities: [soa('example.com')], authentic: false } : { rcode: 'SERVFAIL' },
      ({ isUnchecked }) => (isUnchecked ? { authentic: false } : { rcode: 'SERVFAIL' }),
      ({ isUnchecked }) =>
        isUnchecked
          ? { rcode: 'NXDOMAIN', authorities: [soa('example.com')], authentic: false }
          : { rcode: 'SERVFAIL' },
    ),
    held('dane-tlsa-denial-bogus'),
  ),
  row(
    'Good records without AD',
    replies(({ name }) => ({ answers: [tlsa(name)], authentic: false })),
    [...none, 'dane-tlsa-insecure'],
  ),
  row(
    'A no, by NXDOMAIN or NODATA, with AD or without',
    replies(
      ...(['NXDOMAIN', 'NOERROR'] as const).flatMap((rcode) =>
        [true, false].map((isSigned) => () => ({
          rcode,
          authorities: [soa('example.com')],
          authentic: isSigned,
        })),
      ),
    ),
    none,
  ),
];
