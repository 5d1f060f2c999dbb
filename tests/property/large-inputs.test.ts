import { describe, expect, it } from 'vitest';
import { isIpAddress, parseDomainName } from '../../lib/names/domain-name.ts';
import { decodeResponse } from '../../lib/dns/message.ts';
import { mxMatcher, faultOfMxPattern } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parseDmarcRecord, selectDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { parseStsRecord, selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { subjectOfText, subjectOfUrl } from '../../lib/names/subject.ts';
import { faultOfRua, splitRua } from '../../lib/mechanisms/tlsrpt/rua.ts';
import { readTlsaText } from '../../lib/mechanisms/dane/text-records.ts';
import { textFindings } from '../../lib/mechanisms/dane/text-findings.ts';
import { parseTlsrptRecord, selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { bytes, lines } from '../support/reading.ts';
import { expectSoundProblems } from '../support/sound.ts';

/**
 * Far larger than anything that reaches the parsers, and of the kinds that time square in their length takes hours for.
 * That these tests end within the usual five seconds is the point; how fast is for the benchmarks to say.
 */
const MEBIBYTE = 1024 * 1024;
const COUNT = 100_000;
const good = lines('version: STSv1', 'mode: none', 'max_age: 1');

describe('parsePolicy ends on', () => {
  it.each<[kind: string, text: string, state: 'valid' | 'invalid']>([
    ['one line of spaces', good + ' '.repeat(MEBIBYTE), 'valid'],
    ['a page behind spaces', `${' '.repeat(MEBIBYTE)}<html`, 'invalid'],
    ['a value with spaces within', `${good}x: a${' '.repeat(MEBIBYTE)}b`, 'valid'],
    ['a value with spaces behind', `${good}x: a${' \t'.repeat(MEBIBYTE / 2)}`, 'valid'],
    ['a key of a mebibyte', `${good}${'k'.repeat(MEBIBYTE)}: x`, 'invalid'],
    ['no colon at all', `${good}${'k'.repeat(MEBIBYTE)}`, 'invalid'],
    ['nothing but colons', `${good}x${':'.repeat(MEBIBYTE)}`, 'valid'],
    ['nothing but CR', `${good}${'\r'.repeat(MEBIBYTE)}`, 'invalid'],
    ['blank lines', `${'\n'.repeat(COUNT)}${good}`, 'valid'],
    ['lines of CR LF', `${good}${'\r\n'.repeat(COUNT)}`, 'valid'],
    ['lines of NUL', `${good}${'\0\n'.repeat(COUNT)}`, 'invalid'],
    ['comments', `${'# x\n'.repeat(COUNT)}${good}`, 'valid'],
    ['the same field again', good.repeat(COUNT / 10), 'valid'],
    ['unknown fields', good + Array.from({ length: COUNT }, (_, i) => `k${i}: x\n`).join(''), 'valid'],
    ['misspelt fields', good + 'Mode: x\n'.repeat(COUNT), 'valid'],
    ['mx of one label after the other', `${good}mx: ${'a.'.repeat(MEBIBYTE / 2)}a`, 'valid'],
    ['mx of one label', `${good}mx: ${'a-'.repeat(MEBIBYTE / 2)}_`, 'invalid'],
  ])('%s', (_, text, state) => {
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe(state);
    expectSoundProblems(parsed.problems, text);
  });

  it('a hundred thousand mx, and the hosts held against them', () => {
    const patterns = Array.from({ length: COUNT }, (_, i) => `*.h${i}.example`);
    const parsed = parsePolicy(bytes(good + patterns.map((pattern) => `mx: ${pattern}\n`).join('')));
    expect(parsed).toMatchObject({ state: 'valid', value: { mx: patterns }, problems: [] });
    const covering = mxMatcher(patterns);
    expect(patterns.map((pattern) => covering(pattern.replace('*', 'mail')))).toEqual(patterns);
    expect(covering('mail.example')).toBeNull();
  });

  it('bytes that are no UTF-8', () => {
    const parsed = parsePolicy(new Uint8Array(MEBIBYTE).fill(0xff));
    expect(parsed.problems.map(({ code }) => code)).toEqual(['policy-not-utf8']);
  });
});

describe('parseStsRecord and selectStsRecord end on', () => {
  it.each<[kind: string, text: string]>([
    ['spaces', `v=STSv1;${' '.repeat(MEBIBYTE)}`],
    ['spaces before the first ";"', `v=STSv1${' '.repeat(MEBIBYTE)}`],
    ['spaces within a field', `v=STSv1; id=1${' '.repeat(MEBIBYTE)}x`],
    ['delimiters', `v=STSv1${';'.repeat(MEBIBYTE)}`],
    ['delimiters and spaces', `v=STSv1${'; '.repeat(MEBIBYTE / 2)}`],
    ['the same field again', `v=STSv1${'; id=1'.repeat(COUNT)} `],
    ['a value of a mebibyte', `v=STSv1; x=${'y'.repeat(MEBIBYTE)}`],
    ['a version that nearly begins, again and again', 'v '.repeat(MEBIBYTE / 2)],
    ['a version that nearly begins, with spaces', `v${' '.repeat(MEBIBYTE)}`],
    ['a version that nearly ends', `v=${' '.repeat(MEBIBYTE)}STSv`],
    ['characters that are not ASCII', `v=STSv1;${'é'.repeat(MEBIBYTE)}`],
  ])('%s', (_, text) => {
    const parsed = parseStsRecord(text);
    expect(parsed.state).toBe('invalid');
    expectSoundProblems(parsed.problems, text);
    expect(selectStsRecord([text]).state).not.toBe('found');
  });

  it('more texts than a DNS message holds', () => {
    const others = Array.from({ length: 20_000 }, (_, i) => `V=STSv1; id=${i}`);
    expect(selectStsRecord([...others, 'v=STSv1; id=1'])).toMatchObject({
      state: 'found',
      value: { id: '1' },
    });
  });
});

describe('parseTlsrptRecord and selectTlsrptRecord end on', () => {
  it.each<[kind: string, text: string]>([
    ['commas', `v=TLSRPTv1; rua=${','.repeat(COUNT)}`],
    ['commas and spaces', `v=TLSRPTv1; rua=mailto:a@b.example${' , '.repeat(COUNT)}`],
    ['spaces within a URI', `v=TLSRPTv1; rua=mailto:a${' '.repeat(MEBIBYTE)}b`],
    ['rua fields', `v=TLSRPTv1${'; rua=x'.repeat(COUNT)}`],
    ['"!"', `v=TLSRPTv1; rua=${'mailto:a!,'.repeat(COUNT)}`],
    ['"@"', `v=TLSRPTv1; rua=https://${'@'.repeat(COUNT)}`],
    ['":"', `v=TLSRPTv1; rua=https://${':1'.repeat(COUNT)}`],
    ['"%"', `v=TLSRPTv1; rua=mailto:${'%2'.repeat(COUNT)}`],
  ])('%s', (_, text) => {
    const parsed = parseTlsrptRecord(text);
    expect(parsed.state).toBe('invalid');
    expectSoundProblems(parsed.problems, text);
    expect(selectTlsrptRecord([text]).state).toBe('invalid');
  });

  it('a hundred thousand good URIs', () => {
    const rua = Array.from({ length: COUNT }, (_, i) => `mailto:a${i}@b.example`);
    expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${rua.join(',')}`)).toEqual({
      state: 'valid',
      value: { rua },
      problems: [],
    });
  });

  it.each(['https://a.example/', 'mailto:'])('one URI of a mebibyte behind %s', (start) => {
    const uri = `${start}${'a%20'.repeat(MEBIBYTE / 4)}@b.example`;
    expect(parseTlsrptRecord(`v=TLSRPTv1; rua=${uri}`)).toMatchObject({
      state: 'valid',
      value: { rua: [uri] },
    });
  });
});

describe('parseDmarcRecord and selectDmarcRecord end on', () => {
  it.each<[kind: string, text: string]>([
    ['delimiters', `v=DMARC1; p=reject${';'.repeat(COUNT)}`],
    ['tags', `v=DMARC1${'; p=reject'.repeat(COUNT)}`],
    ['tags that nobody knows', `v=DMARC1; p=reject${'; ruaa=1'.repeat(COUNT)}`],
    ['commas', `v=DMARC1; p=reject; rua=${','.repeat(COUNT)}`],
    ['space before "="', `v=DMARC1; p${' '.repeat(MEBIBYTE)}`],
    ['space before the version', `${' '.repeat(MEBIBYTE)}v=DMARC1`],
    ['space in the version', `v${' '.repeat(MEBIBYTE)}DMARC1`],
    ['quotes', `${'"'.repeat(MEBIBYTE)}v=DMARC1`],
    ['a size limit without end', `v=DMARC1; p=reject; rua=mailto:a@b.test!${'1'.repeat(MEBIBYTE)}x`],
    ['"@"', `v=DMARC1; p=reject; rua=${'a@'.repeat(COUNT)}`],
    ['fo', `v=DMARC1; p=reject; fo=${'d:'.repeat(COUNT)}`],
  ])('%s', (_, text) => {
    const { problems } = parseDmarcRecord(text);
    expectSoundProblems(problems, text);
    expect(problems).not.toEqual([]);
    expect(() => selectDmarcRecord([text, text])).not.toThrow();
  });
});

describe('faultOfMxPattern ends on', () => {
  it.each(['*.', '-', 'a', 'a-', '.', ' ', 'é', ':'])('%j again and again', (part) => {
    const pattern = `${part.repeat(MEBIBYTE / 2)}_`;
    expect(faultOfMxPattern(pattern)).not.toBeNull();
  });
});

/** A response that claims as many records as a header can, and holds what `body` says. */
function claiming(id: number, flags: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(12 + body.length);
  const view = new DataView(message.buffer);
  for (const [at, value] of [id, flags, 0, 0xffff, 0xffff, 0xffff].entries()) view.setUint16(at * 2, value);
  message.set(body, 12);
  return message;
}

const MOST = 65535 - 12;
const repeated = (part: readonly number[]) =>
  Uint8Array.from({ length: MOST }, (_, i) => part[i % part.length]!);

/** The root's TXT, whose strings should be 65,535 octets. */
const cutOff = repeated([0]);
cutOff.set([0, 0, 16, 0, 1, 0, 0, 0, 1, 0xff, 0xff]);

/** An SRV whose data are the root and 250 pointers, each to the one before; then records whose names are at the end of that chain. */
const chain = Array.from({ length: 250 }, (_, i) => [0xc0 | ((22 + 2 * i) >> 8), (22 + 2 * i) & 255]).flat();
const LAST = 22 + chain.length;
const start = [0, 0, 33, 0, 1, 0, 0, 0, 1, (chain.length + 1) >> 8, (chain.length + 1) & 255, 0, ...chain];
start.splice(12, 2, 0xc0, 23);
const named = repeated([0xc0 | (LAST >> 8), LAST & 255, 0, 33, 0, 1, 0, 0, 0, 1, 0, 0]);
const chained = Uint8Array.from([...start, ...named.subarray(0, MOST - start.length)]);

describe('decodeResponse ends on 64 KiB of', () => {
  it.each<[kind: string, message: Uint8Array]>([
    // dns-packet begins again from the first octet here, where the header reads as one more TXT that is cut off.
    ['empty strings in a TXT that is cut off', claiming(0, 0x1000, cutOff)],
    ['empty names', claiming(0, 0x8180, repeated([0]))],
    ['pointers', claiming(0, 0x8180, repeated([0xc0, 12]))],
    ['labels of one letter', claiming(0, 0x8180, repeated([1, 97]))],
    ['records without data', claiming(0, 0x8180, repeated([0, 0, 16, 0, 1, 0, 0, 0, 1, 0, 0]))],
    ['a chain of pointers, and as many records as point to its end', claiming(0, 0x8180, chained)],
  ])('%s', (_, message) => {
    expect(decodeResponse(message, 'example.com', 'TXT')).toEqual({ failure: 'malformed-message' });
  });
});

describe('parseDomainName, isIpAddress and the subjects end on', () => {
  it.each([
    'a',
    'a.',
    '.',
    ' ',
    '-',
    '@',
    '"',
    '[',
    ']',
    ',',
    ':',
    '/',
    '0',
    '0x',
    'xn--',
    '。',
    'é',
    '%',
    '_.',
  ])('%j again and again', (part) => {
    const text = part.repeat(MEBIBYTE / part.length);
    expect(parseDomainName(text)).toBeNull();
    expect(isIpAddress(text)).toBe(isIpAddress(`${part}${part}`));
    for (const all of [text, `a${text}`, `mailto:${text}`, `https://${text}`, `"${text}`, `<${text}>`]) {
      expect(subjectOfText(all).state).toBe('unsupported');
      expect(subjectOfUrl(all).state).toBe('unsupported');
    }
  });
});

describe('faultOfRua and splitRua end on', () => {
  it.each([':', '/', '@', '%2', '%20', '[', '::', ',', ' ', '?', '#'])('%j again and again', (part) => {
    const text = `https://${part.repeat(MEBIBYTE / part.length)}!`;
    expect(faultOfRua(text)).not.toBeNull();
    expect(faultOfRua(text.slice(0, -1) + '\\')).not.toBeNull();
    expect(splitRua(text).uris.length).toBe(part === ',' ? MEBIBYTE + 1 : 1);
  });
});

describe('readTlsaText ends on', () => {
  const record = `3 1 1 ${'ab'.repeat(32)}\n`;
  it.each<[kind: string, text: string, records: number]>([
    ['parentheses alone', '('.repeat(MEBIBYTE), 0],
    ['closing ones', ')'.repeat(MEBIBYTE), 0],
    ['one line of spaces', ' '.repeat(MEBIBYTE), 0],
    ['what nobody sees', '\u200b'.repeat(MEBIBYTE), 0],
    ['the same record again', record.repeat(COUNT / 10), COUNT / 10],
    ['a record of a mebibyte', `3 1 0 ${'ab'.repeat(MEBIBYTE / 2)}`, 1],
    ['a fingerprint of a mebibyte', `3 1 0 ${'ab:'.repeat(MEBIBYTE / 3)}`, 1],
    ['lines of digits', `3 1 1\n${'abcd\n'.repeat(COUNT)}`, 1],
    ['words behind an open parenthesis', `a. IN TLSA ( ${'x '.repeat(COUNT)}`, 1],
    ['types behind an open parenthesis', `a. IN TLSA (\n${'TLSA '.repeat(COUNT)}`, 2],
    ['types on lines of their own', `a. IN TLSA (\n${'TLSA\n'.repeat(COUNT)}`, COUNT + 1],
    ['a name of a mebibyte', `${'a.'.repeat(MEBIBYTE / 2)} IN TLSA 3 1 1 ab`, 1],
    ['comments', '; x\n'.repeat(COUNT), 0],
  ])('%s', (_, text, count) => {
    const { records, notes } = readTlsaText(text);
    expect(records).toHaveLength(count);
    expectSoundProblems(notes.problems.list, text);
    expectSoundProblems(textFindings(records, 0), text);
  });
});
