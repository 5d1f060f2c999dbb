import { describe, expect, it } from 'vitest';
import { asciiDomain, isAskable } from '../../../lib/names/asked-name.ts';

const L63 = 'a'.repeat(63);
/** 253 characters: three labels of 63, and one of 61. */
const LONGEST = [L63, L63, L63, 'a'.repeat(61)].join('.');

describe('what can be asked of DNS', () => {
  it.each<[why: string, name: string, is: boolean]>([
    ['a name', 'example.com', true],
    ['one label', 'com', true],
    ['a name of a service', '_dmarc.example.com', true],
    ['what is no name of a host, and a name of DNS (RFC 2181 §11)', 'a b!.example', true],
    ['a label of 63', `${L63}.example`, true],
    ['a label of 64', `a${L63}.example`, false],
    ['a label of 64 at its end', `example.a${L63}`, false],
    ['253 characters', LONGEST, true],
    ['254', `${LONGEST}a`, false],
    ['nothing', '', false],
    ['an empty label', 'a..example', false],
    ['a dot in front', '.example', false],
    ['a final dot', 'example.', false],
    ['outside ASCII', 'b\u00fccher.example', false],
    ['outside ASCII at its end', 'example.\u00e9', false],
    ['a tab', 'a\t.example', false],
    ['a line', 'example\n', false],
    ['the last sign of ASCII', '~.example', true],
    ['what is behind it', '\u007f.example', false],
  ])('%s', (_, name, is) => {
    expect(isAskable(name)).toBe(is);
  });
});

describe('the domain of an address', () => {
  it.each<[why: string, text: string, domain: string]>([
    ['as it is', 'Example.COM', 'Example.COM'],
    ['without its final dot', 'example.com.', 'example.com'],
    ['and of two one stays: it is no name', 'example.com..', 'example.com.'],
    ['a dot in front stays', '.example.com', '.example.com'],
    ['in A-labels', 'B\u00fccher.example', 'xn--bcher-kva.example'],
    ['in A-labels, without its final dot', 'b\u00fccher.example.', 'xn--bcher-kva.example'],
    ['outside ASCII at its end', 'example.\u043c\u043e\u0441\u043a\u0432\u0430', 'example.xn--80adxhks'],
    ['what cannot be read stays', 'b\u00fccher..example', 'b\u00fccher..example'],
    ['what cannot be read as a name, in ASCII, stays', 'a b..c', 'a b..c'],
    ['nothing', '', ''],
  ])('%s', (_, text, domain) => {
    expect(asciiDomain(text)).toBe(domain);
  });
});
