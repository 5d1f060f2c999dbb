import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import type { DaneFacts } from '../../../../lib/mechanisms/dane/facts.ts';
import { readTlsaText } from '../../../../lib/mechanisms/dane/text-records.ts';
import { TLSA_TEXT } from '../../../../lib/mechanisms/dane/workshop.ts';
import { WRITTEN_TLSA } from '../../../../lib/mechanisms/dane/written-text.ts';
import { fixedText, fixesOf, withEveryFix } from '../../../../lib/workshop/fix.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  failingHost,
  SECURE,
  INSECURE,
  SERVFAIL,
  TIMEOUT,
  tlsaLookup,
  unsignedHost,
} from '../../../support/dane.ts';
import { TLSA } from '../../../support/tlsa-text.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

const DIGEST = '8ce14cbe1fafae9fb25845d335e0e416bc2fae02e8746dc689da59c1f9382307';
const NEXT = DIGEST.replace('8c', '9d');
const NAME = '_25._tcp.mail.example.com.';
/** A record whose next key stands beside it, so that nothing is to be said. */
const two = (record: string) => `${record}\n${NAME} IN TLSA 3 1 1 ${NEXT}`;
const FINGERPRINT = DIGEST.toUpperCase().replace(/..(?!$)/g, '$&:');
const PRIVATE = new Set(['dane-all-unusable', 'dane-no-rollover']);

/** What is read of a text: each record as host and RDATA. */
function readOf(text: string): string[] {
  return readTlsaText(text).records.map(({ host, record }) => {
    if (record === null) return `${host} -`;
    const { usage, selector, matching, data } = record;
    return `${host} ${usage} ${selector} ${matching} ${Buffer.from(data).toString('hex')}`.trim();
  });
}

/** The codes of a text, but for what is about the whole set, each with what stands at its position. */
function saidOf(text: string): [code: string, text: string][] {
  return TLSA.problemsOf(text).flatMap(({ code, position }) => {
    if (PRIVATE.has(code)) return [];
    const { offset = 0, length = 0 } = position ?? {};
    return [[code, position ? text.slice(offset, offset + length) : 'all']];
  });
}

describe('a TLSA record is read', () => {
  const whole = `mail.example.com 3 1 1 ${DIGEST}`;
  it.each<[reason: string, text: string, read: string]>([
    ['as a line of a zone file', `${NAME} 3600 IN TLSA 3 1 1 ${DIGEST}`, whole],
    ['with class and TTL the other way around', `${NAME} IN 1h30m TLSA 3 1 1 ${DIGEST}`, whole],
    [
      'as dig prints it, in parts',
      `${NAME} 300 IN TLSA 3 1 1 ${DIGEST.slice(0, 56)} ${DIGEST.slice(56)}`,
      whole,
    ],
    [
      'in parentheses over several lines',
      `${NAME} IN TLSA ( 3 1 1\n\t${DIGEST.slice(0, 9)}\n  ${DIGEST.slice(9)} )`,
      whole,
    ],
    ['with comments between', `; mine\n${NAME} IN TLSA 3 1 1 ( ; key\n${DIGEST} ) ; end`, whole],
    ['in capitals', `${NAME.toUpperCase()} in tlsa 3 1 1 ${DIGEST.toUpperCase()}`, whole],
    ['as data of any type (RFC 3597)', `${NAME} IN TYPE52 \\# 35 030101${DIGEST}`, whole],
    ['as such data under the name of the type', `${NAME} IN TLSA \\# 35 03 01 01 ${DIGEST}`, whole],
    ['by the data alone', `3 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`],
    ['by the type and the data', `IN TLSA 3 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`],
    [
      'below no origin, where another line begins like it',
      `$TTL 3600\n$ORIGINAL b.\n$$ORIGIN b.\n_25._tcp.mail IN TLSA 3 1 1 ${DIGEST}`,
      `mail 3 1 1 ${DIGEST}`,
    ],
    ['within a parenthesis that begins before it', `( ${NAME} IN TLSA 3 1 1 ${DIGEST} )`, whole],
    ['at the origin', `$ORIGIN _25._tcp.mail.example.com.\n@ IN TLSA 3 1 1 ${DIGEST}`, whole],
    [
      'below a name of one label, as a zone has it',
      `_25._tcp.mail IN TLSA 3 1 1 ${DIGEST}`,
      `mail 3 1 1 ${DIGEST}`,
    ],
    ['below port and protocol alone', `_25._tcp IN TLSA 3 1 1 ${DIGEST}`, `3 1 1 ${DIGEST}`],
    ['below the origin', `$ORIGIN example.com.\n_25._tcp.mail IN TLSA 3 1 1 ${DIGEST}`, whole],
    ['for any port', `*._tcp.mail.example.com. IN TLSA 3 1 1 ${DIGEST}`, whole],
    ['with CRLF', `${NAME} IN TLSA 3 1 1 ${DIGEST}\r\n`, whole],
  ])('%s', (_, text, read) => {
    expect(readOf(text)).toEqual([read]);
    expect(saidOf(text)).toEqual([]);
  });

  it('below no origin where the line for it has none', () => {
    expect(readOf(`$ORIGIN\n_25._tcp.mail IN TLSA 3 1 1 ${DIGEST}`)).toEqual([`mail 3 1 1 ${DIGEST}`]);
  });

  it('under the name of the line before where its own begins with white space', () => {
    expect(readOf(`${NAME} IN TLSA 3 1 1 ${DIGEST}\n  IN TLSA 2 1 1 ${NEXT}`)).toEqual([
      whole,
      `mail.example.com 2 1 1 ${NEXT}`,
    ]);
  });
});

describe('what is wrong with a TLSA record is said where it stands', () => {
  it.each<[reason: string, text: string, said: readonly (readonly [code: string, text: string])[]]>([
    [
      'another class',
      `${NAME} CH TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} CH TLSA 3 1 1 ${DIGEST}`]],
    ],
    ['no record at all', 'hello world', [['dane-text-unread', 'hello world']]],
    ['fields are missing', '3 1', [['dane-text-fields', '3']]],
    ['nothing stands behind the type', `${NAME} IN TLSA`, [['dane-text-fields', NAME]]],
    ['no data', '3 1 1', [['dane-data-empty', '3 1 1']]],
    ['a number beyond an octet', `${NAME} IN TLSA 300 1 1 ${DIGEST}`, [['dane-text-number', '300']]],
    ['a word of another field', `${NAME} IN TLSA SPKI 1 1 ${DIGEST}`, [['dane-text-number', 'SPKI']]],
    ['usages of web servers', `1 0 1 ${DIGEST}`, [['dane-usage-pkix', '1']]],
    ['an unknown usage', `4 1 1 ${DIGEST}`, [['dane-usage-unknown', '4']]],
    ['an unknown selector', `3 2 1 ${DIGEST}`, [['dane-selector-unknown', '2']]],
    ['an unknown matching type', `3 1 9 ${DIGEST}`, [['dane-matching-unknown', '9']]],
    ['a digest that is too short for SHA-512', `3 1 2 ${DIGEST}`, [['dane-digest-length', DIGEST]]],
    ['a digest cut off', `3 1 1 ${DIGEST.slice(2)}`, [['dane-digest-length', DIGEST.slice(2)]]],
    ['half an octet', `3 1 1 ${DIGEST}a`, [['dane-text-odd-digits', `${DIGEST}a`]]],
    [
      'what may be a TTL, without a type',
      `${NAME} 300 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} 300 3 1 1 ${DIGEST}`]],
    ],
    ['words of a digest without its digits', '3 1 1 SHA2-256', [['dane-text-not-hex', 'S']]],
    [
      'the words of openssl alone',
      '3 1 1 SHA2-256(stdin)=',
      [
        ['dane-text-not-hex', 'S'],
        ['dane-text-not-hex', 's'],
        ['dane-text-not-hex', '='],
      ],
    ],
    ['the word of sha256sum for its input alone', '3 1 1 -', [['dane-text-not-hex', '-']]],
    [
      'what only ends like the words of openssl',
      `3 1 1 xSHA256(key)= ${DIGEST}`,
      [
        ['dane-text-not-hex', 'x'],
        ['dane-text-not-hex', 'k'],
        ['dane-text-not-hex', '='],
      ],
    ],
    [
      'what only begins like them',
      `3 1 1 SHA256x(key)= ${DIGEST}`,
      [
        ['dane-text-not-hex', 'S'],
        ['dane-text-not-hex', 'k'],
        ['dane-text-not-hex', '='],
      ],
    ],
    ['what only ends like the word of sha256sum', `3 1 1 ${DIGEST} x-`, [['dane-text-not-hex', 'x']]],
    ['what only begins like it', `3 1 1 ${DIGEST} -x`, [['dane-text-not-hex', '-']]],
    ['a letter before a fingerprint', '3 0 1 xAB:CD', [['dane-text-not-hex', 'x']]],
    ['a letter behind one', '3 0 1 AB:CDx', [['dane-text-not-hex', ':']]],
    [
      'a name that only ends with port and protocol',
      `x_25._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-name', 'x_25._tcp.a.example.']],
    ],
    [
      'a protocol that only begins like TCP',
      `_25._tcpx.a.example. IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-name', '_25._tcpx.a.example.']],
    ],
    [
      'port and protocol behind the name',
      `mail.25._tcp.example. IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-name', 'mail.25._tcp.example.']],
    ],
    [
      'a name that ends like a class',
      `_25._tcp.a.example.in IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-relative', '_25._tcp.a.example.in']],
    ],
    ['a word that begins like a type', 'hello Amsterdam', [['dane-text-unread', 'hello Amsterdam']]],
    ['a type by its number', 'a.example. IN TYPE65 abcd', [['dane-text-type', 'TYPE65']]],
    [
      'what only ends like the type',
      `${NAME} IN xTLSA 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} IN xTLSA 3 1 1 ${DIGEST}`]],
    ],
    [
      'what only begins like it',
      `${NAME} IN TLSAx 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} IN TLSAx 3 1 1 ${DIGEST}`]],
    ],
    [
      'digits with which a record would have no data',
      'TLSA \\# 3 03\n0101',
      [
        ['dane-text-unread', '0101'],
        ['dane-text-length', '3'],
        ['dane-rdata-short', 'TLSA'],
      ],
    ],
    [
      'digits with which all data would be no key',
      '3 1 0 abcd\nabcd',
      [
        ['dane-text-unread', 'abcd'],
        ['dane-data-not-der', 'abcd'],
      ],
    ],
    ['a quotation mark within digits', '3 1 1 ab"cd', [['dane-text-not-hex', '"']]],
    ['0x within digits', '3 1 1 ab0xcd', [['dane-text-not-hex', 'x']]],
    [
      'a number beyond those of RFC 7218, without a type before it',
      `255 1 1 ${DIGEST}`,
      [['dane-usage-unknown', '255']],
    ],
    ['letters behind a number', `${NAME} IN TLSA 3x 1 1 ${DIGEST}`, [['dane-text-number', '3x']]],
    ['a quotation mark within a number', `${NAME} IN TLSA 3"1 1 1 ${DIGEST}`, [['dane-text-number', '3"1']]],
    ['a number that is none of RFC 7218', `${NAME} IN TLSA 10 1 1 ${DIGEST}`, [['dane-usage-unknown', '10']]],
    ['no digits of data of any type', 'TLSA \\# 35 xyz', [['dane-text-not-hex', 'x']]],
    ['neither length nor data of it', `${NAME} IN TLSA \\#`, [['dane-text-fields', '\\#']]],
    ['digits in parts that are too few', '3 1 1 abcd abcd', [['dane-digest-length', 'abcd abcd']]],
    ['a name without a type and without data', `${NAME} 3 1 1`, [['dane-text-unread', `${NAME} 3 1 1`]]],
    [
      'a word before the numbers that is no name',
      `hello 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `hello 3 1 1 ${DIGEST}`]],
    ],
    [
      'words in the place of numbers',
      'a.example. 3 x y abcd',
      [['dane-text-unread', 'a.example. 3 x y abcd']],
    ],
    [
      'a type that is not where a type stands',
      `${NAME} IN 300 IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} IN 300 IN TLSA 3 1 1 ${DIGEST}`]],
    ],
    [
      'a name behind the class',
      `IN ${NAME} TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `IN ${NAME} TLSA 3 1 1 ${DIGEST}`]],
    ],
    [
      'half of the sentence that host prints',
      `${NAME} has TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-unread', `${NAME} has TLSA 3 1 1 ${DIGEST}`]],
    ],
    ['less of it', `${NAME} has TLSA`, [['dane-text-unread', `${NAME} has TLSA`]]],
    ['the other half of it', `${NAME} IN TLSA record 1 1 ${DIGEST}`, [['dane-text-number', 'record']]],
    [
      'its words behind the type',
      'TLSA has no record',
      [
        ['dane-text-number', 'has'],
        ['dane-text-number', 'no'],
        ['dane-text-number', 'record'],
      ],
    ],
    ['a type where the name stands', 'TXT hello', [['dane-text-unread', 'TXT hello']]],
    ['a type on a line without a name', '  TXT hello', [['dane-text-type', 'TXT']]],
    ['a type too far behind', 'one of the many TXT', [['dane-text-unread', 'one of the many TXT']]],
    ['words over several lines, at the first of them', 'hello (\nworld )', [['dane-text-unread', 'hello']]],
    ['the type again behind all', `${NAME} IN TLSA ( 3 1 1\n${DIGEST} ) TLSA`, [['dane-text-not-hex', 'T']]],
    [
      'a parenthesis that was never opened, before all',
      `) ${NAME} IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-parenthesis', ')']],
    ],
    [
      'digits behind what cannot be read',
      `3 1 1 xyz\n${DIGEST}`,
      [
        ['dane-text-unread', DIGEST],
        ['dane-text-not-hex', 'x'],
      ],
    ],
    [
      'digits that are too few behind data of any type',
      'TLSA \\# 2\nabcd',
      [
        ['dane-text-unread', 'abcd'],
        ['dane-text-length', '2'],
        ['dane-rdata-short', 'TLSA'],
      ],
    ],
    ['base64', '3 1 1 jOFMvh+vrp8=', [['dane-text-not-hex', 'j']]],
    ['all data that is no key', '3 1 0 abcd', [['dane-data-not-der', 'abcd']]],
    ['the digest of a certificate', two(`${NAME} IN TLSA 3 0 1 ${DIGEST}`), [['dane-ee-certificate', '0']]],
    [
      'the digest of nothing, which a broken command prints',
      '3 1 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      [['dane-digest-of-nothing', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']],
    ],
    [
      'the digest of a line end',
      '3 1 1 01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
      [['dane-digest-of-nothing', '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b']],
    ],
    [
      'an issuer that signs no more',
      '2 1 1 8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d',
      [['dane-issuer-retired', '8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d']],
    ],
    [
      'the same beside a key that holds',
      `3 1 1 ${DIGEST}\n2 1 1 8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d`,
      [['dane-issuer-retired-beside', '8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d']],
    ],
    [
      'another one and then the same again',
      `3 1 1 ${NEXT}\n3 1 1 ${DIGEST}\n3 1 1 ${DIGEST}`,
      [['dane-duplicate', `3 1 1 ${DIGEST}`]],
    ],
    ['the same again', `3 1 1 ${DIGEST}\n3 1 1 ${DIGEST}`, [['dane-duplicate', `3 1 1 ${DIGEST}`]]],
    [
      'two digests for one kind of key',
      `3 1 1 ${DIGEST}\n3 1 2 ${DIGEST}${DIGEST}`,
      [['dane-mixed-digests', 'all']],
    ],
    [
      'another port',
      `_465._tcp.a.example. IN TLSA 1 1 1 ${DIGEST}`,
      [['dane-text-port', '_465._tcp.a.example.']],
    ],
    ['no port', `a.example. IN TLSA 3 1 1 ${DIGEST}`, [['dane-text-name', 'a.example.']]],
    [
      'another protocol',
      `_25._udp.a.example. IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-name', '_25._udp.a.example.']],
    ],
    [
      'a name that may be a whole one',
      `_25._tcp.a.example IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-relative', '_25._tcp.a.example']],
    ],
    ['a record of another type', `a.example. IN A 192.0.2.1`, [['dane-text-type', 'A']]],
    ['a parenthesis that stays open', `${NAME} IN TLSA 3 1 1 ( ${DIGEST}`, [['dane-text-parenthesis', '(']]],
    ['one that was never opened', `3 1 1 ${DIGEST} )`, [['dane-text-parenthesis', ')']]],
    [
      'a length that is not that of the data',
      `TYPE52 \\# 9 030101abcd`,
      [
        ['dane-text-length', '9'],
        ['dane-digest-length', '\\# 9 030101abcd'],
      ],
    ],
    ['data of any type without numbers', `TLSA \\# 1 03`, [['dane-rdata-short', 'TLSA']]],
    // What may be a record of its own is not drawn into the one before.
    ['digits behind a whole record', `3 1 1 ${DIGEST}\n${NEXT}`, [['dane-text-unread', NEXT]]],
  ])('%s', (_, text, said) => {
    expect(saidOf(text)).toEqual(said);
    // Of none of them there is one right answer.
    if (!text.includes('\\#')) expect([...fixesOf(TLSA, text).keys()]).toEqual([]);
  });

  it('at the first twenty places, and how many there are beyond', () => {
    const lines = Array.from({ length: 25 }, (_, index) => `1 1 1 ${DIGEST.slice(2)}${index + 10}`);
    const found = TLSA.problemsOf(lines.join('\n')).filter(({ code }) => code === 'dane-usage-pkix');
    expect(found.map(({ position }) => position?.line)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(found.at(-1)?.more).toBe(5);
  });

  it.each<[reason: string, text: string, said: readonly (readonly [code: string, text: string])[]]>([
    [
      'no digest between the words of two tools',
      '3 1 1 (stdin)= -',
      [
        ['dane-text-not-digits', 'stdin'],
        ['dane-text-not-hex', '-'],
      ],
    ],
    [
      '0x again, where the digits go on',
      '3 1 1 0xabcd 0xabcd',
      [
        ['dane-text-not-digits', '0xabcd'],
        ['dane-text-not-hex', 'x'],
      ],
    ],
    [
      'white space of another kind before a name',
      `\u00a0${NAME} IN TLSA 3 1 1 ${DIGEST}`,
      [
        ['dane-text-invisible', '\u00a0'],
        ['dane-text-indented', '\u00a0'],
      ],
    ],
    [
      'the same behind a parenthesis, which begins the line',
      `(\u00a0${NAME} IN TLSA 3 1 1 ${DIGEST} )`,
      [['dane-text-invisible', '\u00a0']],
    ],
    [
      'what nobody sees before a name is no white space',
      `\ufeff${NAME} IN TLSA 3 1 1 ${DIGEST}`,
      [['dane-text-invisible', '\ufeff']],
    ],
    [
      'a parenthesis that swallows an indented record',
      `${NAME} IN TLSA 3 1 1 ( ${DIGEST}\n  ${NAME} IN TLSA 3 1 1 ${NEXT}`,
      [
        ['dane-text-parenthesis', '('],
        ['dane-text-indented', '  '],
      ],
    ],
    [
      'one that swallows a record, and ends with it',
      `${NAME} IN TLSA 3 1 1 ( ${DIGEST}\n${NAME} IN TLSA 3 1 1 ${NEXT}\nhello world`,
      [
        ['dane-text-parenthesis', '('],
        ['dane-text-unread', 'hello world'],
      ],
    ],
  ])('beside what has a right answer: %s', (_, text, said) => {
    expect(saidOf(text)).toEqual(said);
  });

  it.each<[code: ProblemCode, text: string, parameters: object]>([
    ['dane-text-unread', 'hello world', { text: 'hello' }],
    ['dane-text-unread', `3 1 1 ${DIGEST}\n${NEXT}`, { text: NEXT }],
    ['dane-text-no-type', `${NAME} 3 1 1 ${DIGEST}`, { name: NAME }],
    ['dane-text-fields', '3 1', { count: 2 }],
    ['dane-text-fields', 'TLSA \\#', { count: 0 }],
    ['dane-text-number', `${NAME} IN TLSA 300 1 1 ${DIGEST}`, { text: '300' }],
    ['dane-text-mnemonic', `DANE-EE 1 1 ${DIGEST}`, { text: 'DANE-EE', value: 3 }],
    ['dane-text-not-hex', '3 1 1 abcx', { character: 'x' }],
    ['dane-text-not-digits', `3 1 1 0x${DIGEST}`, { text: `0x${DIGEST}` }],
    ['dane-text-not-digits', `"3 1 1 ${DIGEST}`, { text: '"3' }],
    ['dane-text-not-digits', `3 1 1 ${DIGEST} -`, { text: '-' }],
    ['dane-text-odd-digits', '3 1 1 abc', { count: 3 }],
    ['dane-text-length', 'TYPE52 \\# 9 030101abcd', { text: '9', octets: 5 }],
    ['dane-text-invisible', `3\u00a01 1 ${DIGEST}`, { character: 'U+00A0 (no-break space)' }],
    ['dane-text-name', `a.example. IN TLSA 3 1 1 ${DIGEST}`, { name: 'a.example.' }],
    ['dane-text-port', `_465._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}`, { name: '_465._tcp.a.example.' }],
    ['dane-text-relative', `_25._tcp.a.example IN TLSA 3 1 1 ${DIGEST}`, { name: '_25._tcp.a.example' }],
    [
      'dane-text-name-misspelt',
      `25._tcp.A.example. IN TLSA 3 1 1 ${DIGEST}`,
      { name: '25._tcp.A.example.', corrected: '_25._tcp.a.example.' },
    ],
    ['dane-text-type', 'a.example. IN aaaa 2001:db8::1', { type: 'AAAA' }],
    ['dane-rdata-short', 'TLSA \\# 1 03', { host: '', octets: 1 }],
  ])('by name and number: %s in %s', (code, text, parameters) => {
    expect(TLSA.problemsOf(text).find((problem) => problem.code === code)?.parameters).toEqual(parameters);
  });

  it('also behind a parenthesis that swallows the next record', () => {
    const text = `${NAME} IN TLSA 3 1 1 ( ${DIGEST}\n${NAME} IN TLSA 3 1 1 ${NEXT}`;
    expect(readOf(text)).toHaveLength(2);
    expect(saidOf(text)).toEqual([['dane-text-parenthesis', '(']]);
  });

  it('and each server has its own set', () => {
    const text = `_25._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}\n_25._tcp.b.example. IN TLSA 1 1 1 ${DIGEST}`;
    const ofSet = TLSA.problemsOf(text).filter(({ code }) => PRIVATE.has(code));
    expect(ofSet.map(({ code, parameters }) => [code, parameters['host']])).toEqual([
      ['dane-no-rollover', 'a.example'],
      ['dane-all-unusable', 'b.example'],
    ]);
  });

  it.each<[code: ProblemCode, text: string]>([
    ['dane-all-unusable', `1 1 1 ${DIGEST}`],
    [
      'dane-many-records',
      Array.from({ length: 13 }, (_, index) => `3 1 1 ${DIGEST.slice(2)}${index + 10}`).join('\n'),
    ],
    ['dane-no-sha256', `3 1 2 ${DIGEST}${DIGEST}`],
    ['dane-mixed-digests', `3 1 1 ${DIGEST}\n3 1 2 ${DIGEST}${DIGEST}`],
    ['dane-no-rollover', `3 1 1 ${DIGEST}`],
    ['dane-issuer-incomplete', '2 1 1 6ebcefb4210b088654a38b03fea3d7d1c711b4fb1ddc363a45f9b1a4e53da01e'],
  ])('and %s is about all of them, and said where all can be read', (code, text) => {
    const said = (each: string) => TLSA.problemsOf(each).filter((problem) => problem.code === code);
    expect(said(text)).toEqual([expect.not.objectContaining({ position: expect.anything() })]);
    expect(said(`${text}\n3 1 1 xyz`)).toEqual([]);
  });

  it('and nothing is said of a set of which a record cannot be read yet', () => {
    expect(saidOf(`3 1 1 ${DIGEST}\n3 1 1 xyz`)).toEqual([['dane-text-not-hex', 'x']]);
    expect(TLSA.problemsOf(`3 1 1 ${DIGEST}\n3 1 1 xyz`)).toHaveLength(1);
  });
});

describe('a fix', () => {
  const right = `${NAME} IN TLSA 3 1 1 ${DIGEST}`;
  it.each<[reason: string, code: ProblemCode, before: string, after: string | null]>([
    [
      'the numbers of words are known (RFC 7218)',
      'dane-text-mnemonic',
      right.replace('3 1 1', 'DANE-EE SPKI SHA2-256'),
      right,
    ],
    [
      'in any case, and as people write SHA-256',
      'dane-text-mnemonic',
      right.replace('3 1 1', 'dane-ee spki SHA256'),
      right,
    ],
    [
      'usages of web servers stay what they are',
      'dane-text-mnemonic',
      `PKIX-EE Cert SHA2-512 ${DIGEST}${DIGEST}`,
      `1 0 2 ${DIGEST}${DIGEST}`,
    ],
    [
      'a fingerprint is of a certificate',
      'dane-text-fingerprint',
      `3 0 1 ${FINGERPRINT}`,
      `3 0 1 ${DIGEST.toUpperCase()}`,
    ],
    [
      'also with a colon at its end',
      'dane-text-fingerprint',
      `3 0 1 ${FINGERPRINT}:`,
      `3 0 1 ${DIGEST.toUpperCase()}`,
    ],
    ['and hardly of the key that is wanted', 'dane-text-fingerprint', `3 1 1 ${FINGERPRINT}`, null],
    ['host prints a sentence', 'dane-text-prose', `${NAME} has TLSA record 3 1 1 ${DIGEST}`, right],
    [
      'openssl prints the file too',
      'dane-text-not-digits',
      `3 1 1 SHA256(key.der)= ${DIGEST}`,
      `3 1 1 ${DIGEST}`,
    ],
    ['older ones the input alone', 'dane-text-not-digits', `3 1 1 (stdin)= ${DIGEST}`, `3 1 1 ${DIGEST}`],
    [
      'openssl prints its own words before a digest',
      'dane-text-not-digits',
      `3 1 1 SHA2-256(stdin)= ${DIGEST}`,
      `3 1 1 ${DIGEST}`,
    ],
    [
      'also behind a digest in parts',
      'dane-text-not-digits',
      `3 1 1 ${DIGEST.slice(0, 32)} ${DIGEST.slice(32)} *key.der`,
      `3 1 1 ${DIGEST.slice(0, 32)} ${DIGEST.slice(32)}`,
    ],
    ['and sha256sum the file behind', 'dane-text-not-digits', `3 1 1 ${DIGEST}  -`, `3 1 1 ${DIGEST}`],
    ['quotation marks say nothing', 'dane-text-not-digits', `"3 1 1 ${DIGEST}"`, `3 1 1 ${DIGEST}`],
    ['neither does 0x', 'dane-text-not-digits', `3 1 1 0x${DIGEST}`, `3 1 1 ${DIGEST}`],
    ['an underscore was left out', 'dane-text-name-misspelt', right.replace('_25._tcp', '25.tcp'), right],
    [
      'or the order is the other one',
      'dane-text-name-misspelt',
      right.replace('_25._tcp', '_tcp._25'),
      right,
    ],
    ['and both underscores too', 'dane-text-name-misspelt', right.replace('_25._tcp', 'tcp.25'), right],
    ['or one of them', 'dane-text-name-misspelt', right.replace('_25._tcp', 'tcp._25'), right],
    ['or the other', 'dane-text-name-misspelt', right.replace('_25._tcp', '_tcp.25'), right],
    [
      'also where no name follows',
      'dane-text-name-misspelt',
      `25._tcp IN TLSA 3 1 1 ${DIGEST}`,
      `_25._tcp IN TLSA 3 1 1 ${DIGEST}`,
    ],
    ['the type is the one that this is about', 'dane-text-no-type', right.replace('IN TLSA ', ''), right],
    ['a name begins its line', 'dane-text-indented', `  ${right}`, right],
    [
      'what nobody sees says nothing',
      'dane-text-invisible',
      `\ufeff${right.replace('3 1', '3\u00a01')}`,
      right,
    ],
    [
      'a digest was wrapped',
      'dane-text-continued',
      `3 1 1 ${DIGEST.slice(0, 32)}\n   ${DIGEST.slice(32)}\n`,
      `3 1 1 ${DIGEST.slice(0, 32)} ${DIGEST.slice(32)}\n`,
    ],
    [
      'over several lines, in parts',
      'dane-text-continued',
      `3 1 1 ${DIGEST.slice(0, 16)}\n  ${DIGEST.slice(16, 32)}\n${DIGEST.slice(32, 48)} ${DIGEST.slice(48)}`,
      `3 1 1 ${DIGEST.slice(0, 16)} ${DIGEST.slice(16, 32)} ${DIGEST.slice(32, 48)} ${DIGEST.slice(48)}`,
    ],
    [
      'what nobody sees can stand within a word',
      'dane-text-invisible',
      `3 1 1 ${DIGEST.slice(0, 8)}\u200b${DIGEST.slice(8)}`,
      `3 1 1 ${DIGEST}`,
    ],
    [
      'nor where data of any type are wanted',
      'dane-text-fingerprint',
      `TYPE52 \\# 35 030001 ${FINGERPRINT}`,
      null,
    ],
    [
      'but not within a comment',
      'dane-text-continued',
      `3 1 1 ${DIGEST.slice(0, 32)} ; so\n${DIGEST.slice(32)}`,
      null,
    ],
    [
      'the length of a whole record is known',
      'dane-text-length',
      `TLSA \\# 32 030101${DIGEST}`,
      `TLSA \\# 35 030101${DIGEST}`,
    ],
    [
      'also with SHA-512',
      'dane-text-length',
      `TLSA \\# 35 030102${DIGEST}${DIGEST}`,
      `TLSA \\# 67 030102${DIGEST}${DIGEST}`,
    ],
    [
      'of a matching type that nobody knows it is not',
      'dane-text-length',
      `TLSA \\# 35 030103${DIGEST}${DIGEST}`,
      null,
    ],
    [
      'nor where SHA-256 stands before the length of the other',
      'dane-text-length',
      `TLSA \\# 35 030101${DIGEST}${DIGEST}`,
      null,
    ],
    ['that of a part of one is not', 'dane-text-length', `TLSA \\# 35 030101${DIGEST.slice(2)}`, null],
    ['a usage is for its owner to say', 'dane-usage-pkix', `1 1 1 ${DIGEST}`, null],
    ['which port was meant too', 'dane-text-name', `a.example. IN TLSA 3 1 1 ${DIGEST}`, null],
  ])('%s', (_, code, before, after) => {
    expect(TLSA.problemsOf(before).map((problem) => problem.code)).toContain(code);
    expect(fixedText(TLSA, before, code)).toBe(after);
  });

  it('of everything leaves what other records of the text say', () => {
    const text = `; mine\r\n  ${right.replace('3 1 1', 'DANE-EE SPKI SHA2-256')}\r\n1 0 1 ${FINGERPRINT} ; old\r\n`;
    expect(withEveryFix(TLSA, text)).toBe(`; mine\r\n${right}\r\n1 0 1 ${DIGEST.toUpperCase()} ; old\r\n`);
  });

  it('may change how a record is written, and nothing that it says', () => {
    expect(TLSA.keeps?.(right, right.replace('3 1 1', 'DANE-EE SPKI SHA2-256'))).toBe(true);
    for (const other of [
      right.replace('3 1 1', '3 0 1'),
      right.replace(DIGEST, NEXT),
      right.replace('mail', 'mx'),
      right.replace('_25', '_26'),
      `${right}\n${right}`,
      '3 1 1 xyz',
    ])
      expect(TLSA.keeps?.(right, other), other).toBe(false);
  });

  it('of one fault leaves the others', () => {
    const text = `  ${right.replace('3 1 1', 'DANE-EE SPKI SHA2-256')}`;
    expect(fixedText(TLSA, text, 'dane-text-mnemonic')).toBe(`  ${right}`);
    expect(fixedText(TLSA, text, 'dane-text-indented')).toBe(text.trim());
  });

  it('does many of one kind at once', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `DANE-EE SPKI SHA2-256 ${DIGEST.slice(4)}${1000 + i}`);
    const fixed = withEveryFix(TLSA, lines.join('\n'));
    expect(fixed).toBe(lines.join('\n').replaceAll('DANE-EE SPKI SHA2-256', '3 1 1'));
  });
});

describe('the workshop says of TLSA records', () => {
  it('how many senders can use', () => {
    expect(TLSA_TEXT.says(`3 1 1 ${DIGEST}\n1 1 1 ${DIGEST}\n3 1 1 xyz`)).toEqual({
      key: 'workshop.dane.usable',
      parameters: { usable: 1, count: 3 },
    });
    expect(TLSA_TEXT.says(`_443._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}`).key).toBe('workshop.dane.none');
  });

  it('by its own name, and loaded where it is wanted', async () => {
    expect(WRITTEN_TLSA.name).toBe('dane');
    expect(await WRITTEN_TLSA.workshop()).toBe(TLSA_TEXT);
  });

  it('what each of them means, and why one is not usable', () => {
    const text = `${NAME} IN TLSA 3 1 1 ${DIGEST}\n2 0 1 ${DIGEST}\n0 0 1 ${DIGEST}\n3 1 1 xyz\n_443._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}\n9 9 9 ${DIGEST}`;
    const [list] = TLSA_TEXT.tells(text, WORDS, null);
    const items = list?.kind === 'list' ? list.items : [];
    const plain = (said: string | false | undefined) => (said || '').replaceAll(/[\u2066-\u2069]/g, '');
    expect(items.map((item) => [plain(item.text), plain(item.fault)])).toEqual([
      [
        'Line 1 · _25._tcp.mail.example.com · DANE-EE SPKI SHA2-256 · only a server with this public key, whoever issued its certificate · usable',
        '',
      ],
      [
        'Line 2 · DANE-TA Cert SHA2-256 · every certificate for the server by the issuer with this certificate · usable',
        '',
      ],
      [
        'Line 3 · PKIX-TA Cert SHA2-256 · not usable',
        'A TLSA record of this server has usage 0, which is not for mail',
      ],
      ['Line 4 · cannot be read', ''],
      ['Line 5 · a.example · not for mail between servers', ''],
      [
        'Line 6 · 9 9 9 · not usable',
        'A TLSA record of this server has the unknown usage 9. A TLSA record of this server has the unknown selector 9. A TLSA record of this server has the unknown matching type 9',
      ],
    ]);
    expect(TLSA_TEXT.tells('hello', WORDS, null)).toEqual([]);
  });

  it.each([
    ['2 1 1', 'every certificate for the server by the issuer with this public key'],
    ['3 0 1', 'only a server with exactly this certificate'],
  ])('what %s means: %s', (numbers, meaning) => {
    const [said] = TLSA_TEXT.tells(`${numbers} ${DIGEST}`, WORDS, null).flatMap(textsOf).map(bare);
    expect(said).toContain(` · ${meaning} · usable`);
  });

  it('that under another name nobody finds it', () => {
    const text = `a.example. IN TLSA 3 1 1 ${DIGEST}`;
    expect(TLSA_TEXT.tells(text, WORDS, null).flatMap(textsOf).map(bare)).toEqual([
      'Line 1 · not for mail between servers',
    ]);
    expect(TLSA_TEXT.says(text).key).toBe('workshop.dane.none');
  });

  it('what is published, of long data the beginning as a comment', () => {
    const long = daneHost('b.example', [], {
      lookups: [tlsaLookup('b.example', [`3 0 0 ${'30'.repeat(200)}`])],
    });
    const host = daneHost('a.example', [`3 1 1 ${DIGEST}`]);
    const text = WRITTEN_TLSA.published({ dane: daneOf(host, host, long) }, WORDS) ?? '';
    expect(text).toBe(
      `_25._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}\n; _25._tcp.b.example. IN TLSA 3 0 0 ${'30'.repeat(64)}…\n`,
    );
    expect(readOf(text)).toEqual([`a.example 3 1 1 ${DIGEST}`]);
    expect(WRITTEN_TLSA.published({ dane: daneOf(daneHost('a.example', [])) }, WORDS)).toBe('');
    expect(WRITTEN_TLSA.published({ dane: daneOf(failingHost('a.example', TIMEOUT)) }, WORDS)).toBeNull();
    expect(WRITTEN_TLSA.published({ dane: { state: 'pending' } }, WORDS)).toBeNull();
  });

  it('what is published, with how many records are left out', () => {
    const lookups = [tlsaLookup('a.example', [`3 1 1 ${DIGEST}`], SECURE, { count: 113 })];
    const text =
      WRITTEN_TLSA.published({ dane: daneOf(daneHost('a.example', [], { lookups })) }, WORDS) ?? '';
    expect(text.split('\n').slice(1)).toEqual([
      '; Published at this name, but not shown here: 112 more.',
      '',
    ]);
    expect(readOf(text)).toEqual([`a.example 3 1 1 ${DIGEST}`]);
  });

  it.each<[why: string, dane: DaneFacts, published: string | null]>([
    [
      'of one server, and those of the other were lost',
      daneOf(daneHost('a.example', [`3 1 1 ${DIGEST}`]), failingHost('b.example', TIMEOUT)),
      null,
    ],
    [
      'of one server, and those of the other fail',
      daneOf(daneHost('a.example', [`3 1 1 ${DIGEST}`]), failingHost('b.example', SERVFAIL)),
      null,
    ],
    ['in a zone that is not signed, where nobody asks', daneOf(unsignedHost('a.example')), null],
    [
      'of which a resolver that does not validate says nothing',
      { ...daneOf(unsignedHost('a.example')), mx: INSECURE, validates: false },
      null,
    ],
    [
      'of one server, beside one whose zone is not signed',
      daneOf(daneHost('a.example', [`3 1 1 ${DIGEST}`]), unsignedHost('b.example')),
      `_25._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}\n`,
    ],
    [
      'of no server, since none has an address',
      daneOf(daneHost('a.example', [], { address: 'absent', lookups: [] })),
      '',
    ],
    [
      'the same in a domain that is not signed',
      { ...daneOf(daneHost('a.example', [], { address: 'absent', lookups: [] })), mx: INSECURE },
      '',
    ],
    [
      'of servers that an IP address stands for',
      daneOf(daneHost('192.0.2.1', [], { address: 'literal', security: null, lookups: [] })),
      '',
    ],
    [
      'of one without an address, beside one in a zone that is not signed',
      daneOf(daneHost('a.example', [], { address: 'absent', lookups: [] }), unsignedHost('b.example')),
      null,
    ],
    [
      'of one server, beside one that is never asked',
      daneOf(
        daneHost('a.example', [`3 1 1 ${DIGEST}`]),
        daneHost('mail.local', [], { address: 'unasked', security: null, lookups: [] }),
      ),
      `_25._tcp.a.example. IN TLSA 3 1 1 ${DIGEST}\n`,
    ],
    [
      'of a server that is never asked',
      daneOf(daneHost('mail.local', [], { address: 'unasked', security: null, lookups: [] })),
      null,
    ],
    ['while the servers are not known, since the answer for MX was lost', { ...daneOf(), mx: TIMEOUT }, null],
    ['nor where it fails validation', { ...daneOf(), mx: BOGUS }, null],
  ])('what is not known to be published is not said to be nothing, nor all: %s', (_, dane, published) => {
    expect(WRITTEN_TLSA.published({ dane }, WORDS)).toBe(published);
  });
});
