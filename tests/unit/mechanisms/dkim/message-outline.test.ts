import { describe, expect, it } from 'vitest';
import {
  addressDomain,
  MOST_GIVEN_OCTETS,
  outlineOf,
} from '../../../../lib/mechanisms/dkim/message-outline.ts';
import { domainOfKeyName } from '../../../../lib/mechanisms/dkim/message-question.ts';
import { MOST_SIGNATURES } from '../../../../lib/mechanisms/dkim/limits.ts';
import { bytes } from '../../../support/reading.ts';
import { signed, TAGS } from '../../../support/dkim.ts';

describe('the domain of an address field (RFC 5322 §3.4)', () => {
  it.each<[why: string, field: string, domain: string | null]>([
    ['an address alone', 'From: a@example.com', 'example.com'],
    ['with a name', 'From: Somebody <a@example.com>', 'example.com'],
    ['in capitals', 'From: <a@EXAMPLE.com>', 'example.com'],
    ['folded', 'From: Somebody\r\n <a@example.com>', 'example.com'],
    ['a quoted name with an address in it', 'From: "b@example.org" <a@example.com>', 'example.com'],
    ['a quoted local part', 'From: "a@b"@example.com', 'example.com'],
    ['a quote inside a quoted name', String.raw`From: "x\"<b@example.org>" <a@example.com>`, 'example.com'],
    ['a comment with an address', 'From: a@example.com (b@example.org (c@example.net))', 'example.com'],
    ['a route', 'Return-Path: <a@example.com>', 'example.com'],
    ['a name in letters of a language', 'From: a@b\u00c3\u00bccher.example', 'xn--bcher-kva.example'],
    ['the empty path of a bounce', 'Return-Path: <>', null],
    ['two addresses: none of them is the one', 'From: a@example.com, b@example.org', null],
    [
      'two of one domain, which is the author domain (RFC 9989 §5.3.1)',
      'From: a@example.com, B <b@example.com>',
      null,
    ],
    ['the same, both in brackets', 'From: A <a@example.com>, B <b@Example.com>', 'example.com'],
    ['the same, both bare', 'From: a@example.com, b@example.com', 'example.com'],
    ['two in brackets', 'From: A <a@example.com>, B <b@example.org>', null],
    ['a name that is an address, unquoted: readers differ', 'From: b@example.org <a@example.com>', null],
    ['no address', 'From: Somebody', null],
    ['an address literal', 'From: a@[192.0.2.1]', null],
    ['nothing', 'From:', null],
    ['more than any person has', `From: ${'a'.repeat(20_000)}@example.com`, null],
  ])('%s', (_, field, domain) => {
    expect(addressDomain(field)).toBe(domain);
  });
});

describe('what a message says of itself', () => {
  const read = (text: string) => {
    const outline = outlineOf(bytes(text));
    if (outline.state !== 'read') throw new Error(outline.state);
    return outline;
  };

  it('names author, envelope and where the key is', () => {
    expect(read(`Return-Path: <b@bounce.example.com>\r\n${signed()}`)).toEqual({
      state: 'read',
      from: 'example.com',
      fromFields: 1,
      envelope: 'bounce.example.com',
      signatures: 1,
      keys: [{ selector: 's1', domain: 'example.com', name: 's1._domainkey.example.com' }],
      isMended: false,
    });
  });

  it('two From fields have no author, and are counted', () => {
    expect(read(`From: x@example.org\r\n${signed()}`)).toMatchObject({ from: null, fromFields: 2 });
  });

  it('the topmost Return-Path counts, which the last server has added', () => {
    const paths = 'Return-Path: <a@one.example>\r\nReturn-Path: <a@two.example>\r\n';
    expect(read(paths + signed()).envelope).toBe('one.example');
  });

  it('what stands in the body is no field', () => {
    expect(read(`Subject: s\r\n\r\n${signed()}`)).toMatchObject({ from: null, signatures: 0, keys: [] });
  });

  it('a signature that no verifier reads leads to no question', () => {
    const outline = read(signed({ tags: TAGS.replace('s=s1; ', '') }));
    expect(outline).toMatchObject({ signatures: 1, keys: [] });
  });

  it('each key once, of as many signatures as are looked at', () => {
    const many = Array.from({ length: 30 }, (_, n) => {
      const [field = ''] = signed({ tags: TAGS.replace('s1', `s${Math.floor(n / 2)}`) }).split('\r\n', 1);
      return field;
    });
    const outline = read([...many, 'From: a@example.com', '', ''].join('\r\n'));
    expect(outline.signatures).toBe(30);
    expect(outline.keys).toHaveLength(MOST_SIGNATURES / 2);
  });

  it.each<[why: string, text: string, isMended: boolean]>([
    ['of mail', signed(), false],
    ['of a file', signed().replaceAll('\r\n', '\n'), true],
    ['of a file in a field further down', 'From: a@example.com\r\nSubject: s\nX: y\r\n\r\nbody\r\n', true],
    [
      'of a file in the body alone, whose hash depends on them',
      'From: a@example.com\r\n\r\none\ntwo\r\n',
      true,
    ],
    ['of mail, and a CR alone, which ends no line', 'From: a@example.com\r\n\r\none\rtwo\r\n', false],
    ['of mail, behind the mark of an editor', '\ufeffFrom: a@example.com\r\n\r\nbody\r\n', false],
  ])('line ends %s', (_, text, isMended) => {
    expect(read(text)).toMatchObject({ isMended, from: 'example.com' });
  });

  it('what is too large, or no message, is not read', () => {
    expect(outlineOf(new Uint8Array(MOST_GIVEN_OCTETS + 1))).toEqual({ state: 'too-large' });
    expect(outlineOf(bytes(`X: ${'a'.repeat(1024 * 1024)}\r\n\r\n`))).toEqual({ state: 'too-large' });
    expect(outlineOf(bytes('just words'))).toEqual({ state: 'no-message' });
    expect(outlineOf(new Uint8Array())).toEqual({ state: 'no-message' });
  });
});

describe('the domain that a name of a key belongs to', () => {
  it.each<[name: string, domain: string | null]>([
    ['s1._domainkey.example.com', 'example.com'],
    ['a.b_c._domainkey.example.com', 'example.com'],
    ['_domainkey.example.com', null],
    ['s1.example.com', null],
    ['s1._domainkey.', null],
    [`${'a.'.repeat(200)}_domainkey.example.com`, null],
  ])('%s', (name, domain) => {
    expect(domainOfKeyName(name)).toBe(domain);
  });
});
