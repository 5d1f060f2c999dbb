import { describe, expect, it } from 'vitest';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { parseSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';
import { said } from '../../../support/spf-said.ts';

describe('what makes a text no record is named, with its place', () => {
  it.each<[why: string, terms: string, code: SpfProblemCode, place: string]>([
    ['a dash of a typing aid', '\u2013all', 'spf-not-ascii', '\u2013'],
    ['a space that only looks like one', 'a\u00a0mx', 'spf-not-ascii', '\u00a0'],
    ['a tab', 'a\tmx', 'spf-not-ascii', '\t'],
    ['a quote', '\u201cmx\u201d', 'spf-not-ascii', '\u201c'],
    ['nothing near', 'foo', 'spf-unknown-mechanism', 'foo'],
    ['the name of a host', 'mail.example.com', 'spf-unknown-mechanism', 'mail.example.com'],
    ['an address', '192.0.2.1', 'spf-unknown-mechanism', '192.0.2.1'],
    ['ipv4', 'ipv4:192.0.2.1', 'spf-misspelt-mechanism', 'ipv4:192.0.2.1'],
    ['ip', 'ip:192.0.2.1', 'spf-misspelt-mechanism', 'ip:192.0.2.1'],
    ['letters in another order', 'inlcude:example.com', 'spf-misspelt-mechanism', 'inlcude:example.com'],
    ['one letter too few', '-al', 'spf-misspelt-mechanism', '-al'],
    ['one letter too few, where everybody would pass', 'al', 'spf-unknown-mechanism', 'al'],
    ['the same with its sign', '+al', 'spf-unknown-mechanism', '+al'],
    [
      'a slip in the name, and another behind it',
      'ipv6:192.0.2.1',
      'spf-unknown-mechanism',
      'ipv6:192.0.2.1',
    ],
    ['a or ptr', 'ptra:mail.b.example', 'spf-unknown-mechanism', 'ptra:mail.b.example'],
    ['a dot behind', 'mx.', 'spf-misspelt-mechanism', 'mx.'],
    // As a redirect it would be ignored beside the end, and an include is as likely.
    [
      'a colon in a modifier, before an end',
      'redirect:example.com',
      'spf-unknown-mechanism',
      'redirect:example.com',
    ],
    ['no value', 'include', 'spf-term-value-missing', 'include'],
    ['a colon and nothing', 'a:', 'spf-term-value-missing', 'a:'],
    ['a space behind the colon', 'include: example.com', 'spf-term-value-missing', 'include:'],
    ['ip4 without a value', 'ip4:', 'spf-term-value-missing', 'ip4:'],
    ['a value of all', '-all:example.com', 'spf-all-value', '-all:example.com'],
    ['all without a space', 'ip4:192.0.2.1~all', 'spf-space-missing', 'ip4:192.0.2.1~all'],
    ['all behind mx', 'mx-all', 'spf-space-missing', 'mx-all'],
    ['a term behind all', '-allip4:192.0.2.1', 'spf-space-missing', '-allip4:192.0.2.1'],
    [
      'two includes',
      'include:a.example.cominclude:b_',
      'spf-space-missing',
      'include:a.example.cominclude:b_',
    ],
    ['a name in ip4 behind a sign', '?ip4:mail.example.com', 'spf-ip-syntax', '?ip4:mail.example.com'],
    ['one label behind a sign', '-include:localhost', 'spf-domain-spec', 'localhost'],
    ['a term behind a letter', 'xip4:192.0.2.1', 'spf-space-missing', 'xip4:192.0.2.1'],
    ['ip4 with a range alone', 'ip4/24', 'spf-term-value-missing', 'ip4/24'],
    ['ip6 without a value', 'ip6', 'spf-term-value-missing', 'ip6'],
    ['include with a range alone', 'include/24', 'spf-term-value-missing', 'include/24'],
    ['exists with a colon alone', 'exists:', 'spf-term-value-missing', 'exists:'],
    ['a name that goes on behind mx', 'mx.example.com', 'spf-unknown-mechanism', 'mx.example.com'],
    ['a name that goes on behind ip4', 'ip4.example.com', 'spf-unknown-mechanism', 'ip4.example.com'],
    ['a name that goes on behind include', 'include.:x', 'spf-unknown-mechanism', 'include.:x'],
    ['a name that goes on behind ptr', 'ptr.example.com', 'spf-unknown-mechanism', 'ptr.example.com'],
    ['a fault in a macro before an all', 'exists:%{z}-all', 'spf-macro-syntax', '%{z}'],
    ['a letter for explanations before an all', 'exists:%{c}-all', 'spf-macro-exp-only', '%{c}'],
    ['a modifier that nobody knows, with a broken macro', 'x=a%{z}', 'spf-macro-syntax', '%{z}'],
    ['no parts of a macro', 'exists:%{d0}.example.com', 'spf-macro-syntax', '%{d0}'],
    ['the same in many digits', 'exists:%{d000}.example.com', 'spf-macro-syntax', '%{d000}'],
    [
      'a bracket that opens far from its end',
      `exists:%{${'d'.repeat(60)}}.example.com`,
      'spf-macro-syntax',
      '%{',
    ],
    ['a percent sign at the end', 'exists:a%', 'spf-macro-syntax', '%'],
    ['a percent sign before another bracket', 'exists:%(d}.example.com', 'spf-macro-syntax', '%('],
    ['a comma', 'a,mx', 'spf-separator', 'a,mx'],
    ['a semicolon', 'mx;', 'spf-separator', 'mx;'],
    ['two signs', '--all', 'spf-qualifier-misplaced', '--all'],
    ['a sign and a space', 'mx - all', 'spf-qualifier-misplaced', '-'],
    ['a sign before a modifier', '-redirect=example.com', 'spf-qualifier-misplaced', '-redirect=example.com'],
    ['a sign before the value', 'include:-all', 'spf-qualifier-misplaced', 'include:-all'],
    ['a name in ip4', 'ip4:mail.example.com', 'spf-ip-syntax', 'ip4:mail.example.com'],
    ['IPv6 in ip4', 'ip4:2001:db8::1', 'spf-ip-syntax', 'ip4:2001:db8::1'],
    ['three octets', 'ip4:192.0.2/24', 'spf-ip-syntax', 'ip4:192.0.2/24'],
    ['a zone', 'ip6:fe80::1%eth0', 'spf-ip-syntax', 'ip6:fe80::1%eth0'],
    ['a length out of range', 'ip4:192.0.2.0/33', 'spf-cidr', 'ip4:192.0.2.0/33'],
    ['a leading zero', 'ip4:192.0.2.0/08', 'spf-cidr', 'ip4:192.0.2.0/08'],
    ['a length of ptr', 'ptr/24', 'spf-cidr', 'ptr/24'],
    ['lengths in the wrong order', 'mx//64/24', 'spf-cidr', 'mx//64/24'],
    ['one label', 'a:localhost', 'spf-domain-spec', 'localhost'],
    ['an address as a name', 'a:192.0.2.1', 'spf-domain-spec', '1'],
    ['an address of the web', 'include:https://example.com/', 'spf-domain-spec', 'com/'],
    ['an address of mail', 'a:user@localhost', 'spf-domain-spec', 'user@localhost'],
    ['a percent sign', 'exists:100%.example.com', 'spf-macro-syntax', '%.'],
    ['a macro without its end', 'exists:%{i.example.com', 'spf-macro-syntax', '%{'],
    ['a letter that there is not', 'exists:%{z}.example.com', 'spf-macro-syntax', '%{z}'],
    ['a letter for explanations', 'exists:%{c}.example.com', 'spf-macro-exp-only', '%{c}'],
    [
      'redirect twice',
      'redirect=a.example.com redirect=b.example.com',
      'spf-modifier-repeated',
      'redirect=b.example.com',
    ],
    ['a redirect behind a space', 'redirect= a.example.com', 'spf-modifier-empty', 'redirect='],
    ['exp without a value', 'exp=', 'spf-modifier-empty', 'exp='],
  ])('%s: %s', (_, terms, code, place) => {
    const { parsed, codes, place: named } = said(terms);
    expect(parsed.state).toBe('invalid');
    expect([codes, named]).toEqual([[code], place]);
  });

  it.each([
    ['ipv4:192.0.2.1', 'ip4:192.0.2.1'],
    ['ip:2001:db8::1', 'ip6:2001:db8::1'],
    ['~inclde:example.com', '~include:example.com'],
    ['-al', '-all'],
    ['exist:example.com', 'exists:example.com'],
    ['exp:example.com', 'exp=example.com'],
  ])('%s was meant as %s', (terms, suggestion) => {
    expect(said(terms).problem?.parameters['suggestion']).toBe(suggestion);
  });

  it.each([
    ['v=spf1 redirect:a.example', 'spf-misspelt-mechanism'],
    ['v=spf1 redirect:a.example all.', 'spf-misspelt-mechanism'],
    ['v=spf1 redirect:a.example ALL', 'spf-unknown-mechanism'],
    ['v=spf1 ~all redirect:a.example', 'spf-unknown-mechanism'],
  ])('a colon in a modifier can mean one thing only where no all would overrule it: %s', (text, code) => {
    expect(parseSpfRecord(text).problems[0]?.code).toBe(code);
  });

  it('a sign behind an open value begins another term', () => {
    expect(said('include: -all.').codes).toEqual(['spf-term-value-missing', 'spf-all-value']);
    expect(said('exp= -all.').codes).toEqual(['spf-modifier-empty', 'spf-all-value']);
  });

  it('several faults are named, each once', () => {
    expect(said('ip:1.2.3.4 a: include:x, mx/99 -all').codes).toEqual([
      'spf-misspelt-mechanism',
      'spf-term-value-missing',
      'spf-separator',
      'spf-cidr',
    ]);
  });
});
