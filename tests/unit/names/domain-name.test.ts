import { describe, expect, it } from 'vitest';
import {
  isIpAddress,
  isNeverAsked,
  isNeverAskedName,
  labelsOf,
  parentOf,
  parseDomainName,
  readableName,
  toUnicodeName,
  type DomainName,
} from '../../../lib/names/domain-name.ts';

const label63 = 'l'.repeat(63);
const name253 = `${`${label63}.`.repeat(3)}${'l'.repeat(61)}`;

/** A name that the test knows to be one. */
function name(text: string): DomainName {
  const parsed = parseDomainName(text);
  if (parsed === null) throw new Error(`${text} is no domain name`);
  return parsed;
}

describe('parseDomainName: a name', () => {
  it.each([
    ['example.com', 'example.com', 'as it is'],
    ['EXAMPLE.Com', 'example.com', 'lower case'],
    ['example.com.', 'example.com', 'without the final dot'],
    [' \texample.com\n', 'example.com', 'without the space around it'],
    ['localhost', 'localhost', 'one label is a name'],
    ['a.b.c.example', 'a.b.c.example', 'many labels'],
    ['3com.example', '3com.example', 'a digit in front'],
    ['1.2.example', '1.2.example', 'labels of digits before a letter'],
    ['a--b.example', 'a--b.example', 'inner hyphens'],
    ['XN--A.example', 'xn--a.example', 'an A-label that is no Punycode can stand in DNS all the same'],
    ['münchen.example', 'xn--mnchen-3ya.example', 'U-labels become A-labels'],
    ['MÜNCHEN.example', 'xn--mnchen-3ya.example', 'in lower case'],
    ['mu\u0308nchen.example', 'xn--mnchen-3ya.example', 'composed'],
    ['XN--MNCHEN-3YA.example', 'xn--mnchen-3ya.example', 'A-labels in lower case'],
    ['straße.example', 'xn--strae-oqa.example', 'ß is a letter of its own'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah', 'the ideographic full stop is a dot'],
    ['ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com', 'full-width letters'],
    ['例え。テスト。', 'xn--r8jz45g.xn--zckzah', 'a final dot in any script'],
    [`${label63}.example`, `${label63}.example`, 'a label of 63'],
    [name253, name253, 'a name of 253'],
    [`${name253}.`, name253, 'and its final dot is not counted'],
  ])('%j is %s: %s', (text, expected) => {
    expect(parseDomainName(text)).toBe(expected);
  });
});

describe('parseDomainName: no name', () => {
  it.each([
    ['', 'nothing'],
    ['.', 'the root'],
    [' ', 'space'],
    ['example..com', 'an empty label'],
    ['.example.com', 'an empty first label'],
    ['example.com..', 'two final dots'],
    ['-a.example', 'a hyphen in front'],
    ['a-.example', 'a hyphen at the end'],
    ['_dmarc.example', 'an underscore'],
    ['*.example', 'a wildcard'],
    ['exa mple.com', 'space within'],
    ['example.com/path', 'a path'],
    ['example.com:443', 'a port'],
    ['user@example.com', 'an address'],
    ['https://example.com', 'a URL'],
    ['example.com?q', 'a query'],
    ['ex%61mple.com', 'a percent sign'],
    ['a,b.example', 'a comma'],
    ['mün\u0000chen.example', 'NUL'],
    ['192.0.2.1', 'an IPv4 address'],
    ['192.0.2.1.', 'with a final dot'],
    ['3221225985', 'an IPv4 address as one number'],
    ['0xc0000201', 'in hexadecimal'],
    ['192.0.513', 'an IPv4 address of three numbers'],
    ['example.0x', 'the last label is a number to every URL parser'],
    ['example.1', 'the last label is a number'],
    ['１９２.0.2.1', 'in full-width digits'],
    ['[2001:db8::1]', 'an IPv6 address'],
    ['2001:db8::1', 'without brackets'],
    [`${label63}l.example`, 'a label of 64'],
    [`${name253}l`, 'a name of 254'],
    ['\u00ad', 'a soft hyphen alone'],
    [`${'\u00ad'.repeat(1012)}ü.example`, 'a long text, though most of it shows nothing'],
    ['xn--\u00fc.example', 'an A-label that is not ASCII'],
    [`${'ü'.repeat(63)}.example`, 'a label that is too long once encoded'],
  ])('%j: %s', (text) => {
    expect(parseDomainName(text)).toBeNull();
  });
});

describe('parseDomainName: a text of any length', () => {
  it.each(['a', 'ü', 'a.', '.', ' '])('a hundred thousand times %j is no name', (part) => {
    expect(parseDomainName(part.repeat(100_000))).toBeNull();
  });
});

describe('isIpAddress', () => {
  it.each([
    ['192.0.2.1', true],
    ['192.0.2.1.', true],
    ['0x7f.1', true],
    ['0X7F', true],
    ['017700000001', true],
    ['::1', true],
    ['[::1]', true],
    ['2001:DB8::192.0.2.1', true],
    ['fe80::1%eth0', true],
    ['example.com:25x', false],
    ['a:b', false],
    ['::g', false],
    ['host ::1', false],
    ['1.2.3.4.example', false],
    ['example.1a', false],
    ['example.a1', false],
    ['example.0xg', false],
    ['example.com', false],
    ['', false],
    ['.', false],
  ])('%j: %s', (text, expected) => {
    expect(isIpAddress(text)).toBe(expected);
  });
});

describe('isNeverAsked', () => {
  it.each([
    ['localhost', true, 'this machine'],
    ['intranet', true, 'a single label'],
    ['mail.corp.local', true, 'however deep'],
    ['a.local.example', false, 'it is the last label that counts'],
    ['example.com', false, 'a name like any other'],
  ])('%s: %s, %s', (text, expected) => {
    expect(isNeverAsked(name(text))).toBe(expected);
  });
});

describe('isNeverAskedName', () => {
  it.each([
    ['Printer.LOCAL.', true, 'a name of this link, however it is written'],
    ['example.com', false, 'a name like any other'],
    ['2001:db8::1', false, 'what is no name is none of these'],
  ])('%s: %s, %s', (text, expected) => {
    expect(isNeverAskedName(text)).toBe(expected);
  });
});

describe('labelsOf and parentOf', () => {
  it('a name has its labels from left to right', () => {
    expect(labelsOf(name('a.b.example'))).toEqual(['a', 'b', 'example']);
  });

  it.each([
    ['a.b.example', 'b.example'],
    ['b.example', 'example'],
    ['example', null],
  ])('above %s is %s', (text, expected) => {
    expect(parentOf(name(text))).toBe(expected);
  });
});

describe('toUnicodeName', () => {
  it.each([
    ['example.com', 'example.com', 'nothing to do'],
    ['xn--mnchen-3ya.example', 'münchen.example', 'A-labels become U-labels'],
    ['mail.xn--r8jz45g.xn--zckzah', 'mail.例え.テスト', 'each label for itself'],
    ['xn--strae-oqa.example', 'straße.example', 'letters of their own'],
    ['xn--99999999999.example', 'xn--99999999999.example', 'what is no Punycode stays'],
    ['xn--a.example', 'xn--a.example', 'what cannot be a label stays'],
    ['xn--abc-.example', 'xn--abc-.example', 'what decodes to ASCII stays'],
    [
      'xn--mnchen-n7a.example',
      'xn--mnchen-n7a.example',
      'what stands for another A-label stays: a capital Ü',
    ],
    [
      'xn--nchmnchen-3ya.xn--p1ai',
      'xn--nchmnchen-3ya.xn--p1ai',
      'beside a label that is no Punycode nothing is changed: together they would be no name',
    ],
  ])('%s is shown as %s: %s', (text, expected) => {
    expect(toUnicodeName(text as DomainName)).toBe(expected);
  });
});

describe('readableName', () => {
  it.each([
    ['example.com', 'example.com', 'of ASCII alone as it is'],
    ['xn--a.example', 'xn--a.example', 'an A-label that stands for nothing once'],
    [
      'xn--mnchen-3ya.example',
      'münchen.example (xn--mnchen-3ya.example)',
      'an honest name has both forms too',
    ],
    [
      'xn--80ak6aa92e.com',
      'аррӏе.com (xn--80ak6aa92e.com)',
      'a label of Cyrillic letters that reads as “apple”',
    ],
    ['xn--pypal-4ve.com', 'pаypal.com (xn--pypal-4ve.com)', 'one Cyrillic letter among Latin ones'],
    ['xn--ggle-0nda.com', 'gοοgle.com (xn--ggle-0nda.com)', 'Greek letters among Latin ones'],
    ['xn--exampe-6db.com', 'examłpe.com (xn--exampe-6db.com)', 'a Latin letter beyond ASCII'],
  ])('%s is %s: %s', (text, expected) => {
    expect(readableName(text as DomainName)).toBe(expected);
  });
});
