import { Buffer } from 'node:buffer';
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RECORD_TYPES, recordTypeOf, type RecordType } from '../../../lib/dns/record-types.ts';
import { Reader, octetsOfName } from '../../../lib/dns/wire.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const base64 = (text: string) => Buffer.from(text, 'base64');
const numbers = (format: string, ...values: number[]) =>
  Buffer.concat(
    values.map((value, index) => {
      const octets = Buffer.alloc(4);
      octets.writeUInt32BE(value);
      return octets.subarray(4 - Number(format[index]));
    }),
  );
const join = (...parts: readonly (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

const EXAMPLE_COM = '\x07example\x03com\0';

/** What RDATA says, with its octets as Buffer; "malformed" where it is not of this form. */
function read(type: RecordType, data: Uint8Array): unknown {
  const rdata = new Reader(data);
  const value: unknown = RECORD_TYPES[type].read(rdata);
  return rdata.isWhole ? value : 'malformed';
}

const DSKEY = base64(
  'AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==',
);
const SIGNATURE = base64(
  'oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3tGNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkGJ5D6fwFm8nN+6pBzeDQfsS3Ap3o=',
);
const [RRSIG_EXPIRATION, RRSIG_INCEPTION] = [
  Date.UTC(2003, 2, 22, 17, 31, 3),
  Date.UTC(2003, 1, 20, 17, 31, 3),
].map((time) => time / 1000) as [number, number];
const TLSA_1 = hex('d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971');

const EXAMPLES: readonly (readonly [type: RecordType, where: string, data: Uint8Array, value: unknown])[] = [
  ['A', 'RFC 1035 §3.4.1', hex('c0000207'), '192.0.2.7'],
  ['A', 'the smallest and the greatest octet', hex('00ff00ff'), '0.255.0.255'],
  ['AAAA', 'RFC 5952 §1', hex('20010db8 00000000 00000000 00000001'), '2001:db8::1'],
  [
    'AAAA',
    'RFC 5952 §4.2.2: one group of zeros',
    hex('20010db8 00000001 00010001 00010001'),
    '2001:db8:0:1:1:1:1:1',
  ],
  [
    'AAAA',
    'RFC 5952 §4.2.3: the longest run, or the first',
    hex('20010db8 00000000 00010000 00000001'),
    '2001:db8::1:0:0:1',
  ],
  ['AAAA', 'nothing but zeros', Buffer.alloc(16), '::'],
  ['NS', 'RFC 1035 §3.3.11', join('\x02NS', EXAMPLE_COM), 'ns.example.com'],
  ['CNAME', 'RFC 1035 §3.3.1', join(EXAMPLE_COM), 'example.com'],
  ['PTR', 'RFC 1035 §3.3.12', join('\x04host', EXAMPLE_COM), 'host.example.com'],
  ['DNAME', 'RFC 6672 §2.1', join(EXAMPLE_COM), 'example.com'],
  [
    'MX',
    'RFC 1035 §3.3.9',
    join([1, 2] as never, '\x04Mail', EXAMPLE_COM),
    { preference: 258, exchange: 'mail.example.com' },
  ],
  ['MX', 'RFC 7505: null MX', hex('0000 00'), { preference: 0, exchange: '' }],
  [
    'SOA',
    'RFC 1035 §3.3.13',
    join('\x02ns', EXAMPLE_COM, '\x04root', EXAMPLE_COM, numbers('44444', 1, 2, 3, 4, 0xffffffff)),
    {
      mname: 'ns.example.com',
      rname: 'root.example.com',
      serial: 1,
      refresh: 2,
      retry: 3,
      expire: 4,
      minimum: 0xffffffff,
    },
  ],
  ['TXT', 'RFC 1035 §3.3.14', join('\x08v=STSv1;\x05 id=1'), 'v=STSv1; id=1'],
  ['TXT', 'of an empty string', hex('00'), ''],
  ['TXT', 'without any string', hex(''), ''],
  ['TXT', 'of a character in two strings, and a byte order mark', hex('04 efbbbfc3 01 a9'), '\ufeffé'],
  ['TXT', 'that is no UTF-8', hex('01 ff'), '\ufffd'],
  [
    'DS',
    'RFC 4034 §5.4',
    join(numbers('211', 60485, 5, 1), hex('2BB183AF5F22588179A53B0A98631FAD1A292118')),
    { keyTag: 60485, algorithm: 5, digestType: 1, digest: hex('2BB183AF5F22588179A53B0A98631FAD1A292118') },
  ],
  [
    'DNSKEY',
    'RFC 4034 §5.4',
    join(numbers('211', 256, 3, 5), DSKEY),
    { flags: 256, protocol: 3, algorithm: 5, key: DSKEY },
  ],
  [
    'RRSIG',
    'RFC 4034 §3.3',
    join(numbers('2114442', 1, 5, 3, 86400, RRSIG_EXPIRATION, RRSIG_INCEPTION, 2642), EXAMPLE_COM, SIGNATURE),
    {
      covered: 1,
      algorithm: 5,
      labels: 3,
      originalTtl: 86400,
      expiration: RRSIG_EXPIRATION,
      inception: RRSIG_INCEPTION,
      keyTag: 2642,
      signer: 'example.com',
      signature: SIGNATURE,
    },
  ],
  [
    'NSEC',
    'RFC 4034 §4.3',
    join('\x04host', EXAMPLE_COM, hex(`0006 400100000003 041b ${'00'.repeat(26)} 20`)),
    { next: 'host.example.com', types: [1, 15, 46, 47, 1234] },
  ],
  [
    'NSEC',
    'with the greatest type',
    join('\0', hex(`ff20 ${'00'.repeat(31)} 01`)),
    { next: '', types: [65535] },
  ],
  [
    'NSEC3',
    'RFC 5155 Appendix A',
    hex('01 01 000c 04 aabbccdd 14 174eb2409fe28bcb4887a1836f957f0a8425e27b 0007 22010000000290'),
    {
      algorithm: 1,
      flags: 1,
      iterations: 12,
      salt: hex('aabbccdd'),
      next: hex('174eb2409fe28bcb4887a1836f957f0a8425e27b'),
      types: [2, 6, 15, 46, 48, 51],
    },
  ],
  [
    'NSEC3',
    'without salt, of an empty non-terminal (RFC 5155 §7.1)',
    hex('01 00 0000 00 01 ff'),
    { algorithm: 1, flags: 0, iterations: 0, salt: hex(''), next: hex('ff'), types: [] },
  ],
  [
    'TLSA',
    'RFC 6698 §2.3',
    join(hex('000001'), TLSA_1),
    { usage: 0, selector: 0, matching: 1, data: TLSA_1 },
  ],
  [
    'TLSA',
    'without data, which DANE judges',
    hex('030101'),
    { usage: 3, selector: 1, matching: 1, data: hex('') },
  ],
  [
    'CAA',
    'RFC 8659 §4.2',
    join('\0\x05issueca1.example.net'),
    { flags: 0, tag: 'issue', value: 'ca1.example.net' },
  ],
  [
    'CAA',
    'RFC 8659 §4.5: critical',
    join(hex('80'), '\x03tbsUnknown'),
    { flags: 128, tag: 'tbs', value: 'Unknown' },
  ],
  ['CAA', 'without a value', join('\0\x05issue'), { flags: 0, tag: 'issue', value: '' }],
];

describe('reads', () => {
  it.each(EXAMPLES)('%s: %s', (type, _, data, value) => {
    const plain = (_key: string, one: unknown) =>
      one instanceof Uint8Array ? Buffer.from(one).toString('hex') : one;
    expect(JSON.parse(JSON.stringify(read(type, new Uint8Array(data)), plain))).toEqual(
      JSON.parse(JSON.stringify(typeof value === 'object' ? structuredClone(value) : value, plain)),
    );
  });

  it('every type of the table, by its number', () => {
    const types = Object.keys(RECORD_TYPES) as RecordType[];
    expect([...new Set(EXAMPLES.map(([type]) => type))].toSorted()).toEqual(types.toSorted());
    expect(types.map((type) => recordTypeOf(RECORD_TYPES[type].number))).toEqual(types);
    expect(recordTypeOf(33)).toBeUndefined();
  });
});

describe('takes for malformed', () => {
  /** So many octets are there whatever a record of the type says. */
  const LEAST: Readonly<Record<RecordType, number>> = {
    A: 4,
    NS: 1,
    CNAME: 1,
    SOA: 22,
    PTR: 1,
    MX: 3,
    TXT: 0,
    AAAA: 16,
    DNAME: 1,
    DS: 4,
    RRSIG: 19,
    NSEC: 1,
    DNSKEY: 4,
    NSEC3: 7,
    TLSA: 3,
    CAA: 3,
  };
  it.each(Object.entries(LEAST) as [RecordType, number][])('%s of less than %i octets', (type, least) => {
    for (let length = 0; length < least; length += 1)
      expect(read(type, Buffer.alloc(length)), `${length} octets`).toBe('malformed');
  });

  it.each(['A', 'NS', 'CNAME', 'SOA', 'PTR', 'MX', 'AAAA', 'DNAME'] as const)(
    '%s with an octet behind',
    (type) => {
      const example = EXAMPLES.find(([one]) => one === type)?.[2] ?? Buffer.alloc(0);
      expect(read(type, join(example, '\0'))).toBe('malformed');
    },
  );

  const others: readonly (readonly [type: RecordType, why: string, data: Uint8Array])[] = [
    ['TXT', 'a string longer than the record', hex('03 6162')],
    ['TXT', 'a last string without octets', hex('01 61 01')],
    ['CAA', 'a tag longer than the record', hex('00 06 6973737565')],
    ['CAA', 'an empty tag', hex('00 00 6973737565')],
    ['NSEC3', 'a salt longer than the record', hex('01 00 0000 05 aabbccdd')],
    ['NSEC3', 'an empty hash', hex('01 00 0000 00 00')],
    ['NSEC', 'an empty window', hex('00 0000')],
    ['NSEC', 'a window of more than 32 octets', hex(`00 0021 ${'01'.repeat(33)}`)],
    ['NSEC', 'a window that ends in an empty octet', hex('00 0002 4000')],
    ['NSEC', 'the same window again', hex('00 000140 000120')],
    ['NSEC', 'windows in the wrong order', hex('00 010140 000140')],
    ['NSEC', 'half a window', hex('00 00')],
    ['NSEC', 'a window that is cut off', hex('00 000240')],
    ['NSEC3', 'a window that ends in an empty octet', hex('01 00 0000 00 01 ff 00 01 00')],
  ];
  it.each(others)('%s: %s', (type, _, data) => {
    expect(read(type, data)).toBe('malformed');
  });
});

/** A message with a name behind its header, and RDATA behind that. */
const NAME_AT = 12;
const within = (data: Uint8Array) => join(Buffer.alloc(NAME_AT), '\x04MAIL\x07Example\0', data);
const POINTER = hex('c00c');

describe('a compressed name', () => {
  const rows: readonly (readonly [
    type: RecordType,
    before: Uint8Array,
    behind: Uint8Array,
    isRead: boolean,
  ])[] = [
    ['NS', hex(''), hex(''), true],
    ['CNAME', hex(''), hex(''), true],
    ['PTR', hex(''), hex(''), true],
    ['MX', hex('000a'), hex(''), true],
    ['SOA', POINTER, Buffer.alloc(20), true],
    ['DNAME', hex(''), hex(''), false],
    ['RRSIG', Buffer.alloc(18), hex('01'), false],
    ['NSEC', hex(''), hex('000140'), false],
  ];
  it.each(rows)('in %s (RFC 3597 §4 and the RFC of the type)', (type, before, behind, isRead) => {
    const data = join(before, POINTER, behind);
    const bytes = within(data);
    const rdata = new Reader(bytes, bytes.length - data.length);
    const value: unknown = RECORD_TYPES[type].read(rdata);
    expect(rdata.isWhole).toBe(isRead);
    if (isRead) expect(JSON.stringify(value)).toContain('"mail.example"');
  });
});

describe('the canonical form', () => {
  const name = (text: string) => octetsOfName(text);
  const rows: readonly (readonly [type: RecordType, why: string, data: Uint8Array, canonical: Uint8Array])[] =
    [
      ['CNAME', 'whole and in lower case', POINTER, join(name('mail.example'))],
      [
        'MX',
        'its number and then the name',
        join(hex('000a'), POINTER),
        join(hex('000a'), name('mail.example')),
      ],
      [
        'SOA',
        'two names, and what stands behind them',
        join(POINTER, '\x01N', POINTER, numbers('44444', 1, 2, 3, 4, 0x41424344)),
        join(name('mail.example'), name('n.mail.example'), numbers('44444', 1, 2, 3, 4, 0x41424344)),
      ],
      [
        'RRSIG',
        'the signer in lower case (RFC 6840 §5.1)',
        join(Buffer.alloc(18, 'A'), '\x01A\0', 'SIG'),
        join(Buffer.alloc(18, 'A'), '\x01a\0', 'SIG'),
      ],
      [
        'NSEC',
        'whose name stays as it is (RFC 6840 §5.1)',
        join('\x01A\0', hex('000140')),
        join('\x01A\0', hex('000140')),
      ],
      ['TXT', 'of what has no name', join('\x01A\x01B'), join('\x01A\x01B')],
      ['CNAME', 'of a label with a dot in it', join('\x03A.b\0'), join('\x03a.b\0')],
      ['CNAME', 'of letters alone, from A to Z', join('\x08@AZ[`az{\0'), join('\x08@az[`az{\0')],
    ];
  it.each(rows)('of %s: %s', (type, _, data, canonical) => {
    const bytes = within(data);
    const rdata = new Reader(bytes, bytes.length - data.length);
    const { read: readIt } = RECORD_TYPES[type];
    readIt(rdata);
    expect(Buffer.from(rdata.canonical(readIt))).toEqual(canonical);
  });

  it('is what a signature is over: the example of RFC 8080 §6.1, with its MX in another case and compressed', async () => {
    const KEY = base64('l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=');
    const SIGNED = base64(
      'oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==',
    );
    const owner = name('example.com');
    const bytes = join(Buffer.alloc(12), '\x07EXAMPLE\x03Com\0', hex('000a'), '\x04Mail', POINTER);
    const mx = new Reader(bytes, 25).canonical(RECORD_TYPES.MX.read);
    const rrsig = join(
      numbers('2114442', 15, 15, 2, 3600, 1440021600, 1438207200, 3613),
      '\x07Example\x03com\0',
      SIGNED,
    );
    const start = new Reader(rrsig).canonical(RECORD_TYPES.RRSIG.read).subarray(0, -SIGNED.length);
    const signed = join(start, owner, numbers('2242', 15, 1, 3600, mx.length), mx);
    const key = await webcrypto.subtle.importKey('raw', KEY, 'Ed25519', false, ['verify']);
    expect(await webcrypto.subtle.verify('Ed25519', key, SIGNED, signed)).toBe(true);
  });

  it('is what a digest is over: the example of RFC 4034 §5.4', async () => {
    const dnskey = join(numbers('211', 256, 3, 5), DSKEY);
    const canonical = new Reader(dnskey).canonical(RECORD_TYPES.DNSKEY.read);
    const digest = await webcrypto.subtle.digest('SHA-1', join(octetsOfName('dskey.example.com'), canonical));
    expect(Buffer.from(digest).toString('hex')).toBe('2bb183af5f22588179a53b0a98631fad1a292118');
  });
});
