import { Buffer } from 'node:buffer';
import dnsPacket, { type Answer } from 'dns-packet';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResponse, encodeQuery } from '../../../lib/dns/message.ts';
import { RECORD_TYPES, type RecordType } from '../../../lib/dns/record-types.ts';
import * as any from '../../property/generators.ts';
import { a, cname, encodeReply, mx, soa, txt, type Reply } from '../../support/dns-wire.ts';

const NAME = '_mta-sts.example.com';
const decode = (reply: Reply) => decodeResponse(encodeReply({ name: NAME, type: 'TXT' }, reply), NAME, 'TXT');

/** A response without answers, and what stands beside it. */
function decodeRaw(additionals: readonly unknown[], questions = 1) {
  const question = { name: NAME, type: 'TXT', class: 'IN' } as const;
  const message = dnsPacket.encode({
    type: 'response',
    id: 0,
    questions: Array.from({ length: questions }, () => question),
    additionals: additionals as never,
  });
  return decodeResponse(message, NAME, 'TXT');
}

const opt = (fields: object) => ({ type: 'OPT', name: '.', udpPayloadSize: 1232, options: [], ...fields });

/** What was sent while dns-packet wrote the questions. */
function queryOfDnsPacket(name: string, type: RecordType): Buffer {
  const withPadding = (length: number) =>
    dnsPacket.encode({
      type: 'query',
      id: 0,
      flags: dnsPacket.RECURSION_DESIRED | dnsPacket.AUTHENTIC_DATA,
      questions: [{ type: type as 'TXT', class: 'IN', name }],
      additionals: [
        {
          ...opt({ udpPayloadSize: 4096, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false }),
          options: [{ code: 12, type: 'PADDING', data: Buffer.alloc(length) }],
        } as never,
      ],
    });
  return withPadding((128 - (withPadding(0).length % 128)) % 128);
}

describe('encodeQuery', () => {
  it('writes what it always has, octet for octet', () => {
    const query =
      '0000 0120 0001 0000 0000 0001 076578616d706c6503636f6d00 000f 0001 00 0029 1000 00000000 0058 000c 0054';
    expect(Buffer.from(encodeQuery('example.com', 'MX')).toString('hex')).toBe(
      query.replaceAll(' ', '') + '00'.repeat(0x54),
    );
    const types = Object.keys(RECORD_TYPES) as RecordType[];
    fc.assert(
      fc.property(fc.oneof(fc.domain(), any.domain), fc.constantFrom(...types), (name, type) => {
        expect(Buffer.from(encodeQuery(name, type))).toEqual(queryOfDnsPacket(name, type));
      }),
    );
  });

  it('sets CD where it is asked to, and nothing else', () => {
    const [query, unchecked] = [encodeQuery(NAME, 'TXT'), encodeQuery(NAME, 'TXT', true)];
    expect(dnsPacket.decode(Buffer.from(unchecked))).toMatchObject({
      flag_cd: true,
      flag_rd: true,
      flag_ad: true,
    });
    expect(unchecked.with(3, query[3] ?? 0)).toEqual(query);
  });

  it('asks for a name with a dot in a label by that name', () => {
    expect(Buffer.from(encodeQuery('a\\046b.example', 'A').subarray(12, 25)).toString()).toBe(
      '\x03a.b\x07example\0',
    );
  });

  it('asks one question with id 0, recursion desired and AD, without DO', () => {
    const query = dnsPacket.decode(Buffer.from(encodeQuery(NAME, 'TXT')));
    expect(query).toMatchObject({ id: 0, type: 'query', flag_rd: true, flag_ad: true, flag_cd: false });
    expect(query.questions).toEqual([{ name: NAME, type: 'TXT', class: 'IN' }]);
    expect(query.additionals).toMatchObject([{ type: 'OPT', flag_do: false, options: [{ code: 12 }] }]);
  });

  it('is padded to a multiple of 128 octets whatever the name', () => {
    for (let length = 1; length <= 240; length += 1) {
      const name = 'abcdefgh.'.repeat(30).slice(0, length).replace(/\.$/, 'x');
      expect(encodeQuery(name, 'MX').length % 128, `a name of ${length}`).toBe(0);
    }
  });

  it('has the same length for names of ordinary length', () => {
    const names = ['a.io', 'example.com', '_smtp._tls.a-rather-long-name.example.co.uk'];
    expect(names.map((name) => encodeQuery(name, 'TXT').length)).toEqual([128, 128, 128]);
  });
});

describe('decodeResponse', () => {
  it('gives the answers, the authority, and the bits', () => {
    const response = decode({
      answers: [txt(NAME, 'one')],
      authorities: [soa('example.com')],
      authentic: true,
    });
    expect(response).toMatchObject({
      rcode: 'NOERROR',
      authentic: true,
      recursionAvailable: true,
      answers: [{ name: NAME, type: 'TXT', ttl: 300, data: 'one' }],
      authorities: [{ type: 'SOA', data: { minimum: 900 } }],
      extendedErrors: [],
    });
  });

  it('says so where the answer was not validated and recursion is not offered', () => {
    expect(decode({ recursion: false })).toMatchObject({ authentic: false, recursionAvailable: false });
  });

  it('gives every extended error, its text without NUL', () => {
    const extendedErrors = [[22, 'no\0 answer'], [6]] as const;
    expect(decode({ rcode: 'SERVFAIL', extendedErrors })).toMatchObject({
      rcode: 'SERVFAIL',
      extendedErrors: [
        { code: 22, text: 'no answer' },
        { code: 6, text: '' },
      ],
    });
  });

  it('gives an extended error by both octets of its code, and no other option for one', () => {
    const [code, tooShort, other] = [
      [15, [1, 2, 0x78]],
      [15, [1]],
      [10, [1, 2, 3, 4]],
    ].map(([option, data]) => ({ code: option, data: Buffer.from(data as number[]) }));
    expect(decodeRaw([opt({ options: [tooShort, other, code] })])).toMatchObject({
      extendedErrors: [{ code: 258, text: 'x' }],
    });
  });

  it('gives an extended error of the code alone, without words', () => {
    const options = [{ code: 15, data: Buffer.from([0, 9]) }];
    expect(decodeRaw([opt({ options })])).toMatchObject({ extendedErrors: [{ code: 9, text: '' }] });
  });

  it('reads the upper bits of the RCODE (RFC 6891 §6.1.3), so that BADVERS is not NOERROR', () => {
    expect(decodeRaw([a('ns.example.com'), opt({ extendedRcode: 1 })])).toMatchObject({
      rcode: 'extended 1',
    });
    expect(decodeRaw([a('ns.example.com'), opt({})])).toMatchObject({ rcode: 'NOERROR', extendedErrors: [] });
  });

  it('reads OPT whatever size its class says', () => {
    expect(decodeRaw([opt({ extendedRcode: 1, udpPayloadSize: 1 })])).toMatchObject({ rcode: 'extended 1' });
  });

  const lifetimes: readonly (readonly [reason: string, sent: number, read: number])[] = [
    ['an ordinary one', 300, 300],
    ['the greatest that counts', 0x7fffffff, 0x7fffffff],
    ['with the highest bit it counts as zero (RFC 2181 §8)', 0x80000000, 0],
  ];
  it.each(lifetimes)('reads a TTL: %s', (_, sent, read) => {
    expect(decode({ answers: [txt(NAME, 'x', sent)] })).toMatchObject({ answers: [{ ttl: read }] });
  });

  it.each([
    ['CH', { class: 'CH' }],
    ['the class 0x8001, which means something in multicast DNS alone', { flush: true }],
  ])('leaves out records of another class: %s', (_, other) => {
    expect(decode({ answers: [{ ...txt(NAME, 'x'), ...other } as never] })).toMatchObject({ answers: [] });
  });

  it('takes the name that was asked with a final dot for the same', () => {
    const bytes = encodeReply({ name: NAME, type: 'TXT' });
    expect(decodeResponse(bytes, `${NAME}.`, 'TXT')).toMatchObject({ rcode: 'NOERROR' });
  });

  it('takes the question in another case for the same (RFC 4343)', () => {
    expect(decode({ question: { name: '_MTA-STS.Example.COM', type: 'TXT' } })).toMatchObject({
      rcode: 'NOERROR',
    });
  });

  const others: readonly (readonly [reason: string, reply: Reply])[] = [
    ['another name', { question: { name: '_mta-sts.example.net', type: 'TXT' } }],
    ['another type', { question: { name: NAME, type: 'A' } }],
    ['another class', { question: { name: NAME, type: 'TXT', class: 'CH' } }],
    ['no question at all', { question: null }],
    ['another id: RFC 8484 asks with 0', { id: 7 }],
    ['a query sent back is no response', { isResponse: false }],
    ['it is checked before TC', { id: 7, truncated: true }],
  ];
  it.each(others)('refuses an answer to something else: %s', (_, reply) => {
    expect(decode({ answers: [txt(NAME, 'v=STSv1; id=1')], ...reply })).toEqual({
      failure: 'mismatched-answer',
    });
  });

  it('leaves out OPT where it stands among the answers or the authorities', () => {
    const records = [opt({ extendedRcode: 1 }) as never, txt(NAME, 'x')];
    expect(decode({ answers: records, authorities: records })).toMatchObject({
      rcode: 'NOERROR',
      answers: [{ type: 'TXT' }],
      authorities: [{ type: 'TXT' }],
    });
  });

  it('refuses an answer to two questions, though the first is ours', () => {
    expect(decodeRaw([], 2)).toEqual({ failure: 'mismatched-answer' });
  });

  it('does not use what was truncated', () => {
    expect(decode({ truncated: true, answers: [txt(NAME, 'x')] })).toEqual({ failure: 'truncated' });
  });

  const whole = encodeReply(
    { name: NAME, type: 'TXT' },
    { answers: [txt(NAME, ['v=STSv1; ', 'id=1']), txt(NAME, 'x')] },
  );
  it.each([...whole.keys()])('takes an answer cut after byte %i for malformed', (length) => {
    expect(decodeResponse(whole.subarray(0, length), NAME, 'TXT')).toEqual({ failure: 'malformed-message' });
  });

  it('takes an answer with a byte too many for malformed', () => {
    const longer = Buffer.concat([whole, Buffer.from([0])]);
    expect(decodeResponse(longer, NAME, 'TXT')).toEqual({ failure: 'malformed-message' });
  });

  it('leaves out records of a type that nobody asks for, and does not mind what is in them', () => {
    // An SRV that is too short for its own fields.
    const srv = { type: 'UNKNOWN_33', name: NAME, ttl: 1, data: Buffer.from([0]) } as never;
    expect(decode({ answers: [srv, txt(NAME, 'x')] })).toMatchObject({ answers: [{ type: 'TXT' }] });
  });

  it.each([
    ['less', 3],
    ['more', 5],
  ])('takes a record with %s data than its type has for malformed', (_, length) => {
    const data = Buffer.from([192, 0, 2, 1, 0].slice(0, length));
    const other = { type: 'UNKNOWN_1', name: NAME, ttl: 1, data } as never;
    expect(decode({ answers: [other] })).toEqual({ failure: 'malformed-message' });
  });

  const HEADER = '0000 8180';
  const QUESTION = '04 74657374 00 0010 0001';
  const ROOT_TXT = '00 0010 0001 00000000 0000';
  const decodeHex = (...hex: string[]) =>
    decodeResponse(Buffer.from(hex.join('').replaceAll(' ', ''), 'hex'), 'test', 'TXT');

  it.each<[what: string, message: string[], answers: number]>([
    ['a question alone', [HEADER, '0001 0000 0000 0000', QUESTION], 0],
    ['a record without data', [HEADER, '0001 0001 0000 0000', QUESTION, ROOT_TXT], 1],
    ['a record in each section', [HEADER, '0001 0001 0001 0001', QUESTION, ROOT_TXT.repeat(3)], 1],
    [
      'an option without content',
      [HEADER, '0001 0000 0000 0001', QUESTION, '00 0029 0000 00000000 0004 00030000'],
      0,
    ],
  ])('reads %s', (_, message, answers) => {
    expect(decodeHex(...message)).toMatchObject({
      rcode: 'NOERROR',
      answers: Array.from({ length: answers }, () => ({ data: '' })),
    });
  });

  it.each<[what: string, ...message: string[]]>([
    ['nothing at all'],
    ['a header without its last octet', HEADER, '0000 0000 0000 00'],
    ['a question less than the header claims', HEADER, '0002 0000 0000 0000', QUESTION],
    ['an answer less', HEADER, '0001 0002 0000 0000', QUESTION, ROOT_TXT],
    ['an authority less', HEADER, '0001 0000 0002 0000', QUESTION, ROOT_TXT],
    ['an additional record less', HEADER, '0001 0000 0000 0002', QUESTION, ROOT_TXT],
    ['a question without its class', HEADER, '0001 0000 0000 0000', QUESTION.slice(0, -5)],
    ['a record without its length', HEADER, '0001 0001 0000 0000', QUESTION, ROOT_TXT.slice(0, -5)],
    ['less data than the length says', HEADER, '0001 0001 0000 0000', QUESTION, ROOT_TXT.slice(0, -1), '1'],
    [
      'an option that is longer than OPT',
      HEADER,
      '0001 0000 0000 0001',
      QUESTION,
      '00 0029 0000 00000000 0004 00030001',
    ],
    ['half an option', HEADER, '0001 0000 0000 0001', QUESTION, '00 0029 0000 00000000 0002 0003'],
    [
      'a name in a record that is not read',
      HEADER,
      '0001 0001 0000 0000',
      QUESTION,
      'c0ff 0021 0001 00000000 0000',
    ],
  ])('takes %s for malformed', (_, ...message) => {
    expect(decodeHex(...message)).toEqual({ failure: 'malformed-message' });
  });

  it.each([
    ['NOTZONE', 10],
    ['RCODE_11', 11],
    ['RCODE_15', 15],
  ])('names the RCODE %s', (rcode, number) => {
    expect(decodeHex('0000', `818${number.toString(16)}`, '0001 0000 0000 0000', QUESTION)).toMatchObject({
      rcode,
    });
  });

  it('reads every record of a type of the table, wherever it stands, and its canonical form', () => {
    const [dnskey, ds] = [Buffer.from('01010308aa', 'hex'), Buffer.from('00010802bb', 'hex')];
    const raw = (type: number, data: Buffer) =>
      ({ type: `UNKNOWN_${type}`, name: NAME, ttl: 1, data }) as never;
    const response = decode({ answers: [raw(48, dnskey)], authorities: [raw(43, ds)] });
    if ('failure' in response) throw new Error(response.failure);
    expect(response).toMatchObject({
      answers: [{ type: 'DNSKEY', data: { flags: 257, protocol: 3, algorithm: 8 } }],
      authorities: [{ type: 'DS', data: { keyTag: 1, algorithm: 8, digestType: 2 } }],
    });
    expect(
      [...response.answers, ...response.authorities].map(({ canonical }) => Buffer.from(canonical())),
    ).toEqual([dnskey, ds]);
  });

  it('reads a message that lies within a larger buffer', () => {
    const around = Buffer.concat([Buffer.from([1, 2, 3]), whole, Buffer.from([4])]);
    const within = new Uint8Array(around.buffer, around.byteOffset + 3, whole.length);
    expect(decodeResponse(within, NAME, 'TXT')).toMatchObject({
      answers: [{ type: 'TXT' }, { type: 'TXT' }],
    });
  });

  it('never throws, whatever the bytes', () => {
    const spoilt = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => {
        const copy = Uint8Array.from(whole);
        for (const [index, byte] of changes) copy[index] = byte;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoilt), (bytes) => {
        const decoded = decodeResponse(bytes, NAME, 'TXT');
        expect('failure' in decoded || 'rcode' in decoded).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

/** As of a zone that has "mail\\.example.com.": such a dot separates nothing, and is written `\046`. */
describe('a dot within a label', () => {
  /** A reply in which each "*" is such a dot. */
  const dotted = (type: 'TXT' | 'MX', reply: Reply) =>
    encodeReply({ name: NAME, type }, reply).map((byte) => (byte === 0x2a ? 0x2e : byte));
  const LONG = `a.${'x'.repeat(46)}.example`;

  it.each<[why: string, type: 'TXT' | 'MX', reply: Reply, answers: readonly object[]]>([
    [
      'of a mail server makes no other of it',
      'MX',
      { answers: [mx(NAME, 10, 'mail*example.com')] },
      [{ name: NAME, data: { preference: 10, exchange: 'mail\\046example.com' } }],
    ],
    [
      'nor one in a later label',
      'MX',
      { answers: [mx(NAME, 10, 'mail.example*com')] },
      [{ data: { exchange: 'mail.example\\046com' } }],
    ],
    [
      'stays the same in an alias and in what it leads to',
      'TXT',
      { answers: [cname(NAME, 'x*y.example.com'), txt('x*y.example.com', 'one')] },
      [{ data: 'x\\046y.example.com' }, { name: 'x\\046y.example.com' }],
    ],
    ['is not to be found in a text', 'TXT', { answers: [txt(NAME, 'a*b')] }, [{ data: 'a.b' }]],
    [
      'is not the length of a label of 46 octets, which looks like one',
      'MX',
      { answers: [mx(NAME, 10, LONG)] },
      [{ data: { exchange: LONG } }],
    ],
    ['nor a time to live of 46 seconds', 'MX', { answers: [mx(NAME, 10, 'mx.example', 46)] }, [{ ttl: 46 }]],
  ])('%s', (_, type, reply, answers) => {
    expect(decodeResponse(dotted(type, reply), NAME, type)).toMatchObject({ answers });
  });

  const placeOf = (bytes: Uint8Array, part: readonly number[] | string) =>
    Buffer.from(bytes).indexOf(Buffer.from(part as string));

  it('is found where a pointer leads', () => {
    const before: Answer = {
      type: 'SOA',
      name: NAME,
      ttl: 300,
      data: {
        mname: 'ns*x.example',
        rname: 'who.example',
        serial: 1,
        refresh: 1,
        retry: 1,
        expire: 1,
        minimum: 1,
      },
    };
    const bytes = dotted('MX', { answers: [before, mx(NAME, 10, 'bx')] });
    // "b", then a pointer to the name in the record before, in the place of "bx".
    bytes.set([1, 0x62, 0xc0, placeOf(bytes, 'ns.x') - 1], placeOf(bytes, [2, 0x62, 0x78, 0]));
    expect(decodeResponse(bytes, NAME, 'MX')).toMatchObject({
      answers: [{ type: 'SOA' }, { data: { exchange: 'b.ns\\046x.example' } }],
    });
  });

  it('is of no name where a pointer leads to itself', () => {
    const bytes = dotted('MX', { answers: [mx(NAME, 10, 'bx')] });
    const place = placeOf(bytes, [2, 0x62, 0x78, 0]);
    bytes.set([0xc0, place], place);
    expect(decodeResponse(bytes, NAME, 'MX')).toEqual({ failure: 'malformed-message' });
  });
});
