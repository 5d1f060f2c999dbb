import type { ProblemCode } from '../../lib/mechanisms.ts';
import type { Headline } from '../../lib/verdict/headlines.ts';
import type { Answer } from 'dns-packet';
import {
  a,
  aaaa,
  cname,
  encodeReply,
  madeUpSoa,
  ns,
  soa,
  txt,
  type Question,
  type Reply,
} from '../support/dns-wire.ts';
import { dohResponse } from '../support/network.ts';
import { never } from '../support/time.ts';
import type { HostileCase, Seen } from './case.ts';
import { misshapen, mxData, pointerLoops, randomMessages, rawReply, textData } from './dns-bytes.ts';

export type Ask = 'example.com MX' | '_mta-sts.example.com TXT' | '_smtp._tls.example.com TXT';

/** One way to answer a question of DNS, with all its variants; everything else about the domain is well. */
export interface DnsCase extends HostileCase {
  /** The questions that are answered so, each by itself. */
  readonly asks: readonly Ask[];
  /** Every variant must come to the same. */
  readonly answers: (question: Question) => Iterable<() => Response | Promise<Response>>;
  /** True where only a deadline ends it. */
  readonly isSlow?: boolean;
  /** How many questions may be sent in all, where that is the point. */
  readonly questionsAtMost?: number;
}

/** What is seen where one question has no usable answer and everything else is well. */
export const UNANSWERED: Readonly<Record<Ask, Seen>> = {
  '_mta-sts.example.com TXT': { headline: 'unknown-dns', findings: ['sts-record-unavailable'] },
  'example.com MX': { headline: 'unknown-mx', findings: ['mx-unavailable'] },
  '_smtp._tls.example.com TXT': { headline: 'enforced', findings: ['tlsrpt-unavailable'] },
};

const EVERY = Object.keys(UNANSWERED) as Ask[];
const RECORD: Ask = '_mta-sts.example.com TXT';
const MX: Ask = 'example.com MX';
const GOOD = 'v=STSv1; id=1';

const unanswered = (what: string, answers: DnsCase['answers'], more: Partial<DnsCase> = {}): DnsCase => ({
  what,
  asks: EVERY,
  answers,
  ...UNANSWERED[RECORD],
  ...more,
});

const read = (
  what: string,
  ask: Ask,
  answers: DnsCase['answers'],
  [headline, ...findings]: readonly [Headline, ...ProblemCode[]],
  more: Partial<DnsCase> = {},
): DnsCase => ({ what, asks: [ask], answers, headline, findings, ...more });

const bytes =
  (make: (question: Question) => Iterable<Uint8Array>): DnsCase['answers'] =>
  (question) =>
    Array.from(make(question), (message) => () => dohResponse(message));

const replies = (...list: readonly Reply[]): DnsCase['answers'] =>
  bytes((question) => list.map((reply) => encodeReply(question, { ...goodReply(question), ...reply })));

function goodReply({ name }: Question): Reply {
  return { answers: [txt(name, GOOD)] };
}

/** NXDOMAIN and NODATA, each with what is said of the question. */
const noes =
  (...parts: readonly ((question: Question) => Reply)[]): DnsCase['answers'] =>
  (question) =>
    replies(
      ...(parts.length > 0 ? parts : [() => ({})]).flatMap((part) =>
        (['NXDOMAIN', 'NOERROR'] as const).map((rcode): Reply => ({ answers: [], rcode, ...part(question) })),
      ),
    )(question);

function* cutEverywhere(question: Question): Generator<Uint8Array> {
  const whole = encodeReply(question, goodReply(question));
  for (let length = 0; length < whole.length; length++) yield whole.subarray(0, length);
}

/** A chain of so many aliases within one answer, with the record at its end. */
const chain = (length: number) => (question: Question) => {
  const names = [question.name, ...Array.from({ length }, (_, index) => `a${index}.example.net`)];
  const aliases = names.slice(1).map((target, index) => cname(names[index] ?? '', target));
  return [encodeReply(question, { answers: [...aliases, txt(names.at(-1) ?? '', GOOD)] })];
};

const status =
  (code: number, headers: Record<string, string> = {}): DnsCase['answers'] =>
  (question) => [
    () => new Response(Buffer.from(encodeReply(question, goodReply(question))), { status: code, headers }),
  ];

const DNS_TYPE = { 'content-type': 'application/dns-message' };

/** The first byte of an answer, and then nothing. */
const drip: DnsCase['answers'] = (question) => [
  () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(encodeReply(question, goodReply(question)).subarray(0, 1)),
      }),
      { headers: DNS_TYPE },
    ),
];

export const DNS_CASES: readonly DnsCase[] = [
  unanswered('An answer cut off, at every byte', bytes(cutEverywhere)),
  unanswered(
    'Random bytes, 500 messages of them',
    bytes(() => randomMessages(500)),
  ),
  unanswered(
    'An answer of more than 64 KiB',
    bytes(() => [new Uint8Array(65_536)]),
  ),
  unanswered('An answer to another question: name, type or class', (question) =>
    replies(
      { question: { name: 'other.example.com', type: question.type } },
      { question: { name: question.name, type: 'AAAA' } },
      { question: { name: question.name, type: question.type, class: 'CH' } },
      { question: null },
    )(question),
  ),
  unanswered('An answer with another id, or a question sent back', replies({ id: 7 }, { isResponse: false })),
  unanswered('Names compressed into loops, or leading out of the message', bytes(pointerLoops)),
  unanswered('Beside the answer, a record that is not of the form of its type', bytes(misshapen)),
  read(
    'Beside the answer, records of other types, among them one that nobody reads',
    RECORD,
    bytes((question) => [
      rawReply(question, [
        { type: 52, data: [3, 1, 1] },
        { type: 33, data: [0] },
        { data: textData([GOOD]) },
      ]),
    ]),
    ['enforced'],
  ),
  unanswered('20 aliases, one after the other', bytes(chain(20))),
  unanswered(
    'Aliases in a circle',
    bytes((question) => [
      encodeReply(question, { answers: [cname(question.name, question.name)] }),
      encodeReply(question, {
        answers: [cname(question.name, 'a.example.net'), cname('a.example.net', question.name)],
      }),
    ]),
  ),
  unanswered('DNS as another media type, or none', (question) =>
    ['text/html', 'application/dns-json', 'application/dns-message-2', ''].map(
      (mediaType) => () => dohResponse(encodeReply(question, goodReply(question)), { mediaType }),
    ),
  ),
  unanswered('HTTP 403, 404, 500, 502 or 503 from the resolver', (question) =>
    [403, 404, 500, 502, 503].flatMap((code) => Array.from(status(code, DNS_TYPE)(question))),
  ),
  read(
    'HTTP 429 with Retry-After from the resolver, for the record: nothing more is asked of it',
    RECORD,
    status(429, { ...DNS_TYPE, 'retry-after': '1' }),
    ['unknown-dns', 'sts-record-unavailable', 'mx-address-unavailable', 'dkim-unavailable'],
    // MX and the two records, which leave at the same time.
    { questionsAtMost: 4 },
  ),
  read(
    'The same for the mail servers, with a time of 9,999 digits',
    MX,
    status(429, { ...DNS_TYPE, 'retry-after': '9'.repeat(9999) }),
    [
      'unknown-policy',
      'mx-unavailable',
      'policy-host-address-unavailable',
      'caa-unavailable',
      'dkim-unavailable',
    ],
    { questionsAtMost: 4 },
  ),
  unanswered(
    'HTTP 429 without a time that can be read: not asked again by itself',
    (question) =>
      ['-1', 'soon', ''].flatMap((time) =>
        Array.from(status(429, { ...DNS_TYPE, 'retry-after': time })(question)),
      ),
    // MX, its address, two records, and the two addresses of the policy host.
    { questionsAtMost: 7 },
  ),
  unanswered('NXDOMAIN or an empty answer without an SOA, as for a blocked name', noes()),
  unanswered(
    'A no with the SOA of a list of blocked names, or of another zone',
    noes(
      () => ({ authorities: [soa('rpz.example.net')] }),
      ({ name }) => ({ authorities: [soa(`${name}.rpz.example.net`)] }),
      () => ({ authorities: [soa('ample.com')] }),
      ({ name }) => ({ authorities: [soa(`below.${name}`)] }),
    ),
  ),
  unanswered(
    'A no with the SOA elsewhere: among the answers, behind them, or of another class',
    noes(
      () => ({ answers: [soa('example.com')] }),
      () => ({ additionals: [soa('example.com')] }),
      () => ({ authorities: [{ ...soa('example.com'), class: 'CH' } as Answer] }),
    ),
  ),
  unanswered(
    'A no with an SOA that says that it is made up',
    noes(({ name }) => ({ authorities: [madeUpSoa(name)] })),
  ),
  unanswered('NXDOMAIN with the SOA of the very name, or with name servers alone', (question) =>
    replies(
      { answers: [], rcode: 'NXDOMAIN', authorities: [soa(question.name)] },
      { answers: [], rcode: 'NXDOMAIN', authorities: [ns('com'), ns('example.com')] },
    )(question),
  ),
  unanswered('An alias to a blocked name, with the SOA of the alias or none', (question) =>
    replies(
      ...[[], [soa('example.com')], [soa('com')]].map((authorities): Reply => ({
        rcode: 'NXDOMAIN',
        answers: [cname(question.name, 'blocked.example.net')],
        authorities,
      })),
    )(question),
  ),
  read(
    'A no with the SOA of the zone, of its ending or of the root: the record is absent',
    RECORD,
    replies(
      ...[soa('example.com'), soa('com'), { ...soa('com'), name: '.' }].flatMap((one) =>
        (['NOERROR', 'NXDOMAIN'] as const).map((rcode): Reply => ({
          answers: [],
          rcode,
          authorities: [one],
        })),
      ),
    ),
    ['absent', 'sts-absent'],
  ),
  unanswered('A resolver that never answers', () => [() => never<Response>()], { isSlow: true }),
  unanswered('A resolver that sends one byte and then waits', drip, { isSlow: true }),
  read(
    'A TXT of 1,000 strings',
    RECORD,
    bytes((question) => [
      rawReply(question, [{ data: textData([GOOD, '; x=', ...Array.from({ length: 998 }, () => 'y')]) }]),
    ]),
    ['enforced', 'sts-record-unknown-field'],
  ),
  read(
    'A whole message of 64 KiB beside the record',
    RECORD,
    bytes((question) => [
      rawReply(question, [
        { data: textData([GOOD]) },
        { data: textData(Array.from({ length: 255 }, () => 'z'.repeat(252))) },
      ]),
    ]),
    ['enforced-ignored', 'sts-record-unrelated'],
  ),
  read(
    '5,000 MX records: more than a message holds',
    MX,
    bytes((question) => [rawReply(question, manyMx(5000))]),
    ['unknown-mx', 'mx-unavailable'],
  ),
  read(
    '3,200 MX records, as many as a message holds: 30 of them are looked up',
    MX,
    bytes((question) => [rawReply(question, manyMx(3200))]),
    ['uncovered-all', 'mx-all-uncovered', 'mx-pattern-unused', 'mx-uncovered'],
    { questionsAtMost: 6 + 30 },
  ),
];

function manyMx(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    data: mxData(index, index.toString(36).padStart(3, 'x')),
  }));
}

/** Where the policy host lies, as a public resolver says. */
export interface AddressCase extends HostileCase {
  readonly v4: readonly string[] | { alias: string };
  readonly v6?: readonly string[];
  /** False, and that is the point, in all but the last. */
  readonly isFetched: boolean;
}

const inside = (v4: AddressCase['v4'], v6: readonly string[] = []) => ({ v4, v6, isFetched: false });
const REFUSED = { headline: 'broken-fetch', findings: ['policy-host-private-address'] } as const;

export const ADDRESS_CASES: readonly AddressCase[] = [
  {
    what: 'A policy host at 10.0.0.1, 172.16.0.1 or 192.168.0.1',
    ...inside(['10.0.0.1', '172.16.0.1', '192.168.0.1']),
    ...REFUSED,
  },
  { what: 'A policy host at 127.0.0.1 or ::1', ...inside(['127.0.0.1'], ['::1']), ...REFUSED },
  {
    what: 'A policy host at 169.254.169.254, where clouds keep secrets',
    ...inside(['169.254.169.254']),
    ...REFUSED,
  },
  { what: 'A policy host at fd00::1 or fe80::1', ...inside([], ['fd00::1', 'fe80::1']), ...REFUSED },
  {
    what: 'A policy host at 0.0.0.0 or 255.255.255.255',
    ...inside(['0.0.0.0', '255.255.255.255']),
    ...REFUSED,
  },
  {
    what: 'A policy host at a public address and at 192.168.0.1',
    ...inside(['198.41.0.4', '192.168.0.1']),
    headline: 'unknown-policy',
    findings: ['policy-host-private-address'],
  },
  {
    what: 'A policy host that is an alias of router.local or of localhost',
    ...inside({ alias: 'router.local' }),
    headline: 'unknown-policy',
    findings: ['policy-host-address-unavailable'],
  },
  {
    what: 'A policy host at public addresses: nothing stands in the way',
    v4: ['198.41.0.4'],
    v6: ['2001:503:ba3e::2:30'],
    isFetched: true,
    headline: 'enforced',
    findings: [],
  },
];

/** The answers for the policy host that an address case describes. */
export function addressReplies({ v4, v6 = [] }: AddressCase) {
  const name = 'mta-sts.example.com';
  const reply = (question: Question): Reply => {
    if ('alias' in v4) return { answers: [cname(name, v4.alias)] };
    return {
      answers: question.type === 'A' ? v4.map((each) => a(name, each)) : v6.map((each) => aaaa(name, each)),
      authorities: [soa('example.com')],
    };
  };
  const answer = (question: Question) => dohResponse(encodeReply(question, reply(question)));
  return { [`${name} A`]: answer, [`${name} AAAA`]: answer };
}
