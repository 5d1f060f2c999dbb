import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { dnsNamesOf, isAuthority, purposesOf } from '../../../lib/octets/x509-extensions.ts';
import { readX509, type X509 } from '../../../lib/octets/x509.ts';
import { der, oid } from '../../lab/der.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const attribute = (type: string, ...values: readonly Uint8Array[]) =>
  der(SET, der(SEQUENCE, oid(type), ...values));
const nameOf = (...sets: readonly Uint8Array[]) => der(SEQUENCE, ...sets);
const extension = (type: string, ...rest: readonly Uint8Array[]) => der(SEQUENCE, oid(type), ...rest);
const octets = (...values: readonly number[]) => der(0x04, Buffer.from(values));

const ALGORITHM = der(SEQUENCE, oid('1.2.840.10045.4.3.2'));
const FROM = der(0x17, Buffer.from('250101000000Z'));
const UNTIL = der(0x18, Buffer.from('20500101000000Z'));

/** The fields of a certificate in their order (RFC 5280 §4.1), each of which may be another one, or none. */
const FIELDS = {
  version: der(0xa0, der(0x02, Buffer.from([2]))),
  serial: der(0x02, Buffer.from([1])),
  algorithm: ALGORITHM,
  issuer: nameOf(attribute('2.5.4.10', utf8('Issuer'))),
  validity: der(SEQUENCE, FROM, UNTIL),
  subject: nameOf(attribute('2.5.4.3', utf8('Subject'))),
  key: der(SEQUENCE),
  more: Buffer.alloc(0) as Uint8Array,
};
const NONE = Buffer.alloc(0);

type Fields = Readonly<Partial<Record<keyof typeof FIELDS, Uint8Array>>>;
const bodyOf = (change: Fields = {}, tag = SEQUENCE) =>
  der(tag, ...Object.values({ ...FIELDS, ...change } as Record<string, Uint8Array>));
const signed = (body: Uint8Array, ...rest: readonly Uint8Array[]) =>
  der(SEQUENCE, body, ALGORITHM, der(0x03, Buffer.from([0])), ...rest);
const withFields = (change: Fields = {}) => readX509(signed(bodyOf(change)));
const withExtensions = (...all: readonly Uint8Array[]) =>
  withFields({ more: der(0xa3, der(SEQUENCE, ...all)) });

function known(certificate: X509 | null): X509 {
  if (certificate === null) throw new Error('It is read as none.');
  return certificate;
}

describe('a certificate', () => {
  it('says whom it is for, whose it is, and when', () => {
    const { subject, issuer, notBefore, notAfter, extensions } = known(withFields());
    expect([...subject.texts]).toEqual([['550403', 'Subject']]);
    expect([...issuer.texts]).toEqual([['55040a', 'Issuer']]);
    expect([notBefore, notAfter]).toEqual([Date.UTC(2025, 0), Date.UTC(2050, 0)]);
    expect([...extensions]).toEqual([]);
  });

  it('of version 1 has none before its number', () => {
    expect(withFields({ version: NONE })?.subject.texts.get('550403')).toBe('Subject');
  });

  it('is read all the same where a moment is none', () => {
    const odd = der(SEQUENCE, der(0x17, Buffer.from('never')), UNTIL);
    expect(withFields({ validity: odd })).toMatchObject({ notBefore: null, notAfter: Date.UTC(2050, 0) });
    expect(withFields({ validity: der(SEQUENCE, FROM, der(0x05)) })).toMatchObject({ notAfter: null });
  });

  it.each<[why: string, octets: Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['something behind it', Buffer.concat([signed(bodyOf()), Buffer.from([0])])],
    ['cut off', signed(bodyOf()).subarray(0, -1)],
    ['another tag', Buffer.concat([Buffer.from([SET]), signed(bodyOf()).subarray(1)])],
    ['two parts', der(SEQUENCE, bodyOf(), ALGORITHM)],
    ['four parts', signed(bodyOf(), der(0x05))],
    ['another tag of what is signed', signed(bodyOf({}, SET))],
    ['no fields', signed(der(SEQUENCE))],
    ['a number that is none', signed(bodyOf({ serial: octets(1) }))],
    ['no number', signed(bodyOf({ serial: NONE }))],
    ['a key that is none', signed(bodyOf({ key: octets(1) }))],
    ['no key', signed(bodyOf({ key: NONE }))],
    ['one moment', signed(bodyOf({ validity: der(SEQUENCE, FROM) }))],
    ['three moments', signed(bodyOf({ validity: der(SEQUENCE, FROM, UNTIL, UNTIL) }))],
    ['no validity', signed(bodyOf({ validity: der(SET, FROM, UNTIL) }))],
    ['a subject that is no name', signed(bodyOf({ subject: der(SET) }))],
    ['an issuer that is no name', signed(bodyOf({ issuer: octets() }))],
    ['extensions that are no list', signed(bodyOf({ more: der(0xa3, octets()) }))],
    ['extensions that are nothing', signed(bodyOf({ more: der(0xa3) }))],
    ['two lists of extensions', signed(bodyOf({ more: der(0xa3, der(SEQUENCE), der(SEQUENCE)) }))],
    ['an extension that is none', signed(bodyOf({ more: der(0xa3, der(SEQUENCE, oid('2.5.29.17'))) }))],
  ])('is none: %s', (_, written) => {
    expect(readX509(written)).toBeNull();
  });
});

describe('a name', () => {
  const subjectOf = (...sets: readonly Uint8Array[]) =>
    known(withFields({ subject: nameOf(...sets) })).subject;
  const textsOf = (...sets: readonly Uint8Array[]) => [...subjectOf(...sets).texts];

  it.each<[why: string, sets: readonly Uint8Array[], texts: readonly (readonly string[])[]]>([
    ['nothing', [], []],
    [
      'the first of each attribute',
      ['a', 'b'].map((text) => attribute('2.5.4.3', utf8(text))),
      [['550403', 'a']],
    ],
    [
      'several in one set',
      [der(SET, der(SEQUENCE, oid('2.5.4.3'), utf8('a')), der(SEQUENCE, oid('2.5.4.10'), utf8('b')))],
      [
        ['550403', 'a'],
        ['55040a', 'b'],
      ],
    ],
    ['an empty text', [attribute('2.5.4.3', utf8('')), attribute('2.5.4.3', utf8('a'))], [['550403', '']]],
    [
      'what is no text is passed over',
      [attribute('2.5.4.3', octets(1)), attribute('2.5.4.3', utf8('a'))],
      [['550403', 'a']],
    ],
    ['no value', [attribute('2.5.4.3'), attribute('2.5.4.3', utf8('a'))], [['550403', 'a']]],
    ['no set', [der(SEQUENCE, oid('2.5.4.3'), utf8('a'))], []],
    ['no pair', [der(SET, utf8('a'))], []],
    ['a type that is none', [der(SET, der(SEQUENCE, utf8('2.5.4.3'), utf8('a')))], []],
  ])('has texts: %s', (_, sets, texts) => {
    expect(textsOf(...sets)).toEqual(texts);
  });

  it('is the same as another of the same octets, and as no other', () => {
    const keyOf = (text: string) => subjectOf(attribute('2.5.4.3', utf8(text))).key;
    expect(keyOf('a')).toBe(keyOf('a'));
    expect(keyOf('a')).not.toBe(keyOf('A'));
    expect(keyOf('a')).not.toBe(subjectOf(attribute('2.5.4.10', utf8('a'))).key);
  });
});

describe('extensions', () => {
  it('have their contents, critical or not, and the first of each counts', () => {
    const critical = der(0x01, Buffer.from([0xff]));
    const { extensions } = known(
      withExtensions(
        extension('2.5.29.17', octets(1, 2)),
        extension('2.5.29.19', critical, octets(3)),
        extension('2.5.29.17', octets(4)),
      ),
    );
    expect([...extensions].map(([name, value]) => [name, ...value])).toEqual([
      ['551d11', 1, 2],
      ['551d13', 3],
    ]);
  });

  it('stand behind other fields', () => {
    const more = Buffer.concat([
      der(0x81, Buffer.from([0])),
      der(0xa3, der(SEQUENCE, extension('2.5.29.17', octets()))),
    ]);
    expect(withFields({ more })?.extensions.size).toBe(1);
    expect(withFields({ more: der(0x81, Buffer.from([0])) })?.extensions.size).toBe(0);
  });

  it.each<[why: string, extension: Uint8Array]>([
    ['no value', extension('2.5.29.17')],
    ['a value that is not of octets', extension('2.5.29.17', der(0x05))],
    ['critical, and no value', extension('2.5.29.17', der(0x01, Buffer.from([0xff])))],
    ['a type that is none', der(SEQUENCE, der(0x05), octets(1))],
    ['no pair', der(SET, oid('2.5.29.17'), octets(1))],
  ])('make it none where one is malformed: %s', (_, odd) => {
    expect(withExtensions(odd)).toBeNull();
  });
});

describe('what a certificate is for', () => {
  const inside = (...elements: readonly Uint8Array[]) => der(0x04, der(SEQUENCE, ...elements));
  const dns = (name: string) => der(0x82, Buffer.from(name));

  it.each<[why: string, extensions: readonly Uint8Array[], names: readonly string[]]>([
    ['no such extension', [], []],
    [
      'names of hosts, in their order',
      [extension('2.5.29.17', inside(dns('a.example'), dns('b.example')))],
      ['a.example', 'b.example'],
    ],
    [
      'names of other kinds are passed over',
      [extension('2.5.29.17', inside(der(0x86, Buffer.from('https://a.example')), dns('b.example')))],
      ['b.example'],
    ],
    ['no list', [extension('2.5.29.17', der(0x04, dns('a.example')))], []],
    ['nothing', [extension('2.5.29.17', octets())], []],
  ])('names: %s', (_, extensions, names) => {
    expect(dnsNamesOf(known(withExtensions(...extensions)))).toEqual(names);
  });

  it.each<[why: string, extensions: readonly Uint8Array[], purposes: readonly string[] | null]>([
    ['it does not say', [], null],
    ['servers', [extension('2.5.29.37', inside(oid('1.3.6.1.5.5.7.3.1')))], ['2b06010505070301']],
    [
      'what is no identifier is passed over',
      [extension('2.5.29.37', inside(der(0x05), oid('1.3.6.1.5.5.7.3.1')))],
      ['2b06010505070301'],
    ],
    ['nothing: for nothing', [extension('2.5.29.37', octets())], []],
  ])('purposes: %s', (_, extensions, purposes) => {
    expect(purposesOf(known(withExtensions(...extensions)))).toEqual(purposes);
  });

  it.each<[why: string, extensions: readonly Uint8Array[], is: boolean]>([
    ['it does not say', [], false],
    ['it says so', [extension('2.5.29.19', inside(der(0x01, Buffer.from([0xff]))))], true],
    [
      'with the length of the path',
      [extension('2.5.29.19', inside(der(0x01, Buffer.from([0xff])), der(0x02, Buffer.from([0]))))],
      true,
    ],
    ['no, in so many words', [extension('2.5.29.19', inside(der(0x01, Buffer.from([0]))))], false],
    ['no, by what stands for it', [extension('2.5.29.19', inside())], false],
    ['a number in its place', [extension('2.5.29.19', inside(der(0x02, Buffer.from([0xff]))))], false],
    ['nothing', [extension('2.5.29.19', octets())], false],
  ])('an authority: %s', (_, extensions, is) => {
    expect(isAuthority(known(withExtensions(...extensions)))).toBe(is);
  });
});
