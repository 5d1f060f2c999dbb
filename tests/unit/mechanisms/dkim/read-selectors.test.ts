import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSelectors } from '../../../../lib/mechanisms/dkim/read-selectors.ts';
import { isSelector } from '../../../../lib/mechanisms/dkim/selector.ts';
import { signed, TAGS } from '../../../support/dkim.ts';

const DOMAIN = 'example.com';
const read = (text: string) => readSelectors(text, DOMAIN);

describe('readSelectors', () => {
  it.each<[why: string, text: string, here: string[], elsewhere?: string[]]>([
    ['a selector', 's1', ['s1']],
    ['with white space around it, as it is copied', ' \n s1\t', ['s1']],
    ['of several labels', '2024.mail', ['2024.mail']],
    ['in the case that it is written in', 'MBO0001', ['MBO0001']],
    ['with an underscore, which providers have', 'aweber_key_a', ['aweber_key_a']],
    ['with the dot of a zone file', 's1.', ['s1']],
    ['as its tag', 's=s1', ['s1']],
    ['the name of the key', 's1._domainkey.example.com', ['s1']],
    ['the same with its dot, in capitals', 'S1._DomainKey.Example.COM.', ['S1']],
    ['a name within the zone', 's1._domainkey', ['s1']],
    [
      'lines of a zone file',
      's1._domainkey IN TXT "v=DKIM1; p="\ns2._domainkey 300 IN CNAME x.',
      ['s1', 's2'],
    ],
    ['a name elsewhere', 's1._domainkey.example.org', [], ['s1 example.org']],
    [
      'a name below the domain is another domain',
      's1._domainkey.mail.example.com',
      [],
      ['s1 mail.example.com'],
    ],
    ['a signature', `DKIM-Signature: ${TAGS}; bh=AA==; b=AA==`, ['s1']],
    ['its value alone', `${TAGS}; bh=AA==; b=AA==`, ['s1']],
    [
      'folded within and around the tags',
      'DKIM-Signature: v=1; d=example.com;\r\n\ts=\r\n\t s1; b=AA\r\n AA',
      ['s1'],
    ],
    [
      'whose folding lost its space',
      'DKIM-Signature: v=1; a=rsa-sha256;\nd=example.com; s=s1;\nb=AA',
      ['s1'],
    ],
    ['in whatever case', 'dkim-signature : d=EXAMPLE.com; s=s1', ['s1']],
    ['of another domain', 'DKIM-Signature: v=1; d=example.org; s=s1; b=A', [], ['s1 example.org']],
    [
      'several, each once',
      'DKIM-Signature: d=example.com; s=a\nDKIM-Signature: d=example.org; s=b\nDKIM-Signature: d=example.com; s=A',
      ['a'],
      ['b example.org'],
    ],
    ['a whole message', signed(), ['s1']],
    ['the line of a mailbox file before it', `From a@b Mon Jan  1\n${signed()}`, ['s1']],
    [
      'what stands in the body is no header',
      'Subject: x\nDKIM-Signature: d=example.com; s=a\n\nDKIM-Signature: d=example.com; s=b',
      ['a'],
    ],
    [
      'a seal, and the signature beside it',
      'ARC-Seal: i=1; a=rsa-sha256; d=example.com; s=arc; cv=none; b=A\nARC-Message-Signature: d=example.com; s=ams; b=A',
      ['arc', 'ams'],
    ],
    [
      'results of a receiver, with comments and semicolons in them',
      'Authentication-Results: mx.example.net;\n dkim=pass (2048-bit; "key") header.d=example.com header.s=s1 header.b="AA";\n dkim=fail header.s="s2" header.d=example.org;\n spf=pass smtp.mailfrom=example.com',
      ['s1'],
      ['s2 example.org'],
    ],
    [
      'results that name the identity alone',
      'Authentication-Results: mx; dkim=pass header.i=@example.com header.s=20230601 header.b=A',
      ['20230601'],
    ],
    [
      'a semicolon in quotes between two properties',
      'Authentication-Results: mx; dkim=fail header.d=example.com reason="bad; key" header.s=s1',
      ['s1'],
    ],
    [
      'a quoted pair is what it quotes',
      'Authentication-Results: mx; dkim=pass header.d=example.com header.s="s\\1"',
      ['s1'],
    ],
    [
      'a reason that looks like a property is none',
      'Authentication-Results: mx; dkim=fail reason="header.s=no header.d=example.com" header.d=example.com header.s=s1',
      ['s1'],
    ],
    [
      'comments and white space wherever RFC 8601 §2.2 allows them',
      'Authentication-Results: mx; dkim (a) / 1 (b) = pass(c)header (d) . (e) s (f) = (g) s1 header . d = example.com',
      ['s1'],
    ],
    [
      'properties whose names only end like these',
      'Authentication-Results: mx; dkim=pass x-header.s=no smtp.header.d=no.example header.d=example.com header.s=s1',
      ['s1'],
    ],
    ['a header saved with a byte order mark', '\ufeffDKIM-Signature: d=example.com; s=s1', ['s1']],
    [
      'results within a chain',
      'ARC-Authentication-Results: i=1; mx; dkim=pass header.d=example.com header.s=s9',
      ['s9'],
    ],
    ['a domain of other letters', 'DKIM-Signature: d=bücher.example; s=s1', [], ['s1 xn--bcher-kva.example']],
  ])('%s', (_, text, here, elsewhere = []) => {
    const given = read(text);
    expect(given.here).toEqual(here);
    expect(given.elsewhere.map(({ selector, domain }) => `${selector} ${domain}`)).toEqual(elsewhere);
    expect(given.fault).toBe(null);
  });

  it.each<[why: string, text: string, fault: string]>([
    ['nothing', ' \n', 'empty'],
    ['a label that ends with a hyphen (RFC 6376 §3.1)', 's1-', 'no-selector'],
    ['an empty label', 'a..b', 'no-selector'],
    ['a label of 64 characters', 'a'.repeat(64), 'no-selector'],
    ['a selector that no name has room for', Array.from({ length: 130 }, () => 'a').join('.'), 'no-selector'],
    ['other letters: DNS has A-labels alone', 'schlüssel', 'no-selector'],
    ['two words', 's1 s2', 'no-selector'],
    ['a wildcard', '*', 'no-selector'],
    ['an address', 'a@example.com', 'no-selector'],
    ['the domain', 'example.com', 'no-selector'],
    ['the name above all selectors', '_domainkey.example.com', 'no-selector'],
    ['a message without signature', 'From: a@example.com\nSubject: x\n\ns=s1; d=example.com', 'unsigned'],
    [
      'a signature that was cut off before its selector',
      'DKIM-Signature: v=1; a=rsa-sha256; d=example.com',
      'unreadable',
    ],
    ['a signature without its domain', 'DKIM-Signature: v=1; a=rsa-sha256; s=s1', 'unreadable'],
    ['the record of a key, whose s= is something else', 'v=DKIM1; s=email; p=AAAA', 'unreadable'],
    [
      'results without a selector',
      'Authentication-Results: mx; dkim=pass header.d=example.com',
      'unreadable',
    ],
    [
      'a quoted selector with a space in it: none of its parts is one',
      'Authentication-Results: mx; dkim=pass header.d=example.com header.s="s 1"',
      'unreadable',
    ],
    ['a selector that is none, in a signature', 'DKIM-Signature: d=example.com; s=a..b', 'unreadable'],
  ])('refuses %s', (_, text, fault) => {
    expect(read(text)).toEqual({ here: [], elsewhere: [], more: 0, fault });
  });

  it('takes ten of a text, and says how many more there are', () => {
    const all = Array.from({ length: 13 }, (_, index) => `DKIM-Signature: d=example.com; s=s${index}`);
    expect(read(all.join('\n'))).toMatchObject({ here: { length: 10 }, more: 3 });
  });

  it('never takes what is no selector, or one of another domain for one of this, whatever the text', () => {
    const part = fc.constantFrom(
      'DKIM-Signature: ',
      's=',
      'd=',
      ';',
      'example.com',
      'a',
      '-',
      '.',
      '\n',
      ' ',
      '._domainkey',
      '"',
      '(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          const { here, elsewhere, fault } = read(text);
          expect([...here, ...elsewhere.map(({ selector }) => selector)].every(isSelector)).toBe(true);
          expect(elsewhere.every(({ domain }) => domain !== DOMAIN)).toBe(true);
          expect(fault === null).toBe(here.length + elsewhere.length > 0);
        },
      ),
    );
  });

  it('finds the selector of a signature however it is folded', () => {
    const fold = fc.constantFrom('', ' ', '\r\n ', '\n\t', ' \r\n  ');
    const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/);
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 3 }),
        fc.array(fold, { minLength: 6, maxLength: 6 }),
        (labels, folds) => {
          const selector = labels.join('.');
          const [a, b, c, d, e, f] = folds;
          const field = `DKIM-Signature:${a} v=1;${b} d${c}=${d}example.com${e};${f} s=${a}${selector}${b}; b=AAAA`;
          expect(read(`Received: x\r\n${field}\r\nFrom: a@example.com\r\n\r\nbody`).here).toEqual([selector]);
        },
      ),
    );
  });
});
