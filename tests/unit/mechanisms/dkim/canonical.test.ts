import { describe, expect, it } from 'vitest';
import { canonicalBody, canonicalField, signedHeader } from '../../../../lib/mechanisms/dkim/canonical.ts';
import { readMessage } from '../../../../lib/mechanisms/dkim/message.ts';
import { octetsOf, textOfOctets } from '../../../../lib/octets/base64.ts';

const body = (form: 'simple' | 'relaxed', text: string, length: number | null = null) =>
  textOfOctets(canonicalBody(octetsOf(text), form, length));
const field = (name: string, text: string) => ({ name, text });

describe('canonicalBody', () => {
  it.each([
    ['nothing', '', '\r\n', ''],
    ['empty lines', '\r\n\r\n', '\r\n', ''],
    ['no line end', 'a', 'a\r\n', 'a\r\n'],
    ['empty lines at the end', 'a\r\n\r\n\r\n', 'a\r\n', 'a\r\n'],
    ['empty lines within', 'a\r\n\r\nb\r\n', 'a\r\n\r\nb\r\n', 'a\r\n\r\nb\r\n'],
    ['RFC 6376 §3.4.5', ' C \r\nD \t E\r\n\r\n\r\n', ' C \r\nD \t E\r\n', ' C\r\nD E\r\n'],
    ['white space alone', ' \t\r\n \r\n', ' \t\r\n \r\n', ''],
    ['white space at the very end', 'a\r\n  ', 'a\r\n  \r\n', 'a\r\n'],
    ['a tab in front', '\ta', '\ta\r\n', ' a\r\n'],
    ['a CR alone is a character', 'a\r b \r\n', 'a\r b \r\n', 'a\r b\r\n'],
    ['an LF alone is one as well', 'a\nb\n', 'a\nb\n\r\n', 'a\nb\n\r\n'],
    ['the two in the wrong order are two', 'a\n\r', 'a\n\r\r\n', 'a\n\r\r\n'],
    ['octets of any value', '\xff\x00 \r\n', '\xff\x00 \r\n', '\xff\x00\r\n'],
  ])('%s', (_, text, simple, relaxed) => {
    expect([body('simple', text), body('relaxed', text)]).toEqual([simple, relaxed]);
  });

  it('is cut to a length, of the canonical form', () => {
    expect(body('relaxed', 'a  b\r\n', 2)).toBe('a ');
    expect(body('simple', 'ab\r\n', 0)).toBe('');
    expect(body('simple', 'ab\r\n', 99)).toBe('ab\r\n');
  });
});

describe('canonicalField', () => {
  it.each([
    ['RFC 6376 §3.4.5', 'A: X', 'a:X'],
    ['folded', 'B : Y\t\r\n\tZ  ', 'b:Y Z'],
    ['empty', 'Subject:', 'subject:'],
    ['white space alone', 'Subject: \r\n ', 'subject:'],
    ['letters of values stay', 'SUBJect: AbC', 'subject:AbC'],
    ['octets stay', 'a: \xc0\xa0', 'a:\xc0\xa0'],
    ['no white space before a value, and some within', 'A:b c', 'a:b c'],
    ['a line end without white space is no folding', 'A: b\r\nc', 'a:b\r\nc'],
  ])('%s', (_, text, relaxed) => {
    expect([canonicalField(text, 'simple'), canonicalField(text, 'relaxed')]).toEqual([text, relaxed]);
  });
});

describe('signedHeader', () => {
  const own = field('dkim-signature', 'DKIM-Signature: v=1; b = x\r\n y ; h=a');
  const a = (value: string) => field('a', `A: ${value}`);

  it('takes fields of a name from the bottom up, and nothing for what there is not', () => {
    const fields = [a('1'), own, a('2'), a('3')];
    expect(signedHeader(fields, own, ['a', 'b', 'a', 'a', 'a'], 'simple')).toBe(
      'A: 3\r\nA: 2\r\nA: 1\r\nDKIM-Signature: v=1; b =; h=a',
    );
  });

  it('takes a signature for a field as any other, and itself never', () => {
    const other = field('dkim-signature', 'DKIM-Signature: b=other');
    expect(signedHeader([own, other], own, ['dkim-signature', 'dkim-signature'], 'relaxed')).toBe(
      'dkim-signature:b=other\r\ndkim-signature:v=1; b =; h=a',
    );
  });

  it('a signature may begin with its own tag, or lack it', () => {
    const first = field('dkim-signature', 'DKIM-Signature: b=x; h=a');
    expect(signedHeader([first], first, [], 'simple')).toBe('DKIM-Signature: b=; h=a');
    const without = field('dkim-signature', 'DKIM-Signature: v=1; h=a');
    expect(signedHeader([without], without, [], 'simple')).toBe('DKIM-Signature: v=1; h=a');
  });

  it('a signature at the end leaves nothing behind it', () => {
    const last = field('dkim-signature', 'DKIM-Signature: h=a; bh=b; b=\r\n x');
    expect(signedHeader([last], last, [], 'simple')).toBe('DKIM-Signature: h=a; bh=b; b=');
  });
});

describe('readMessage', () => {
  const read = (text: string) => {
    const message = readMessage(octetsOf(text));
    return (
      message && [message.fields.map(({ name, text: whole }) => [name, whole]), textOfOctets(message.body)]
    );
  };

  it.each<[why: string, text: string, fields: string[][], body: string]>([
    ['nothing', '', [], ''],
    [
      'fields and body',
      'A: 1\r\nb:2\r\n\r\nC\r\n',
      [
        ['a', 'A: 1'],
        ['b', 'b:2'],
      ],
      'C\r\n',
    ],
    ['a folded field', 'A: 1\r\n 2\r\n\t3\r\n\r\n', [['a', 'A: 1\r\n 2\r\n\t3']], ''],
    ['no body', 'A: 1\r\n', [['a', 'A: 1']], ''],
    ['no line end', 'A: 1', [['a', 'A: 1']], ''],
    ['no header', '\r\nA: 1\r\n', [], 'A: 1\r\n'],
    ['line ends of a file', 'A: 1\n\nb\nc', [['a', 'A: 1']], 'b\r\nc'],
    [
      'of both kinds',
      'A: 1\r\nb: 2\n\r\nc\r\n',
      [
        ['a', 'A: 1'],
        ['b', 'b: 2'],
      ],
      'c\r\n',
    ],
    ['white space before the colon', 'A \t: 1\r\n\r\n', [['a', 'A \t: 1']], ''],
    ['a mailbox file', 'From a@b Mon\r\nA: 1\r\n\r\n', [['a', 'A: 1']], ''],
    [
      'a line that is no field stays with the one above, as mail programs may show it',
      'A: 1\r\nnonsense\r\nb: 2\r\n\r\n',
      [
        ['a', 'A: 1\r\nnonsense'],
        ['b', 'b: 2'],
      ],
      '',
    ],
    ['in front there is none above', 'nonsense\r\n: 1\r\nA: 1\r\n\r\n', [['a', 'A: 1']], ''],
    ['a byte order mark, which is no part of a name', '\xef\xbb\xbfA: 1\r\n\r\nb', [['a', 'A: 1']], 'b'],
    ['one octet of it in the place where it has it is none', 'A:\xbf1\r\n\r\nb', [['a', 'A:\xbf1']], 'b'],
    [
      'a CR alone, which ends no line and no header',
      'A: 1\rX\r\nb: 2\r\n\r\nc',
      [
        ['a', 'A: 1\rX'],
        ['b', 'b: 2'],
      ],
      'c',
    ],
    ['half of one is no mark', '\xef\xbbA: 1\r\nb: 2\r\n\r\n', [['b', 'b: 2']], ''],
  ])('%s', (_, text, fields, rest) => {
    expect(read(text)).toEqual([fields, rest]);
  });

  it('reads no header of more than a mebibyte', () => {
    const size = 1024 * 1024;
    expect(readMessage(octetsOf(`A: ${'x'.repeat(size - 3)}\r\n\r\nb`))?.fields.length).toBe(1);
    expect(readMessage(octetsOf(`A: ${'x'.repeat(size - 2)}\r\n\r\nb`))).toBeNull();
  });
});
