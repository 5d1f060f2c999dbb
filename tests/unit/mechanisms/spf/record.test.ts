import { describe, expect, it } from 'vitest';
import { parseSpfRecord, selectSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { expectSoundProblems } from '../../../support/sound.ts';

/** What is said of `v=spf1 <terms> -all`, or of the terms as they are where they have an `all`. */
function said(terms: string) {
  const text = /\ball\b|redirect=/i.test(terms) ? `v=spf1 ${terms}` : `v=spf1 ${terms} -all`;
  const parsed = parseSpfRecord(text);
  expectSoundProblems(parsed.problems, text);
  const [problem] = parsed.problems;
  const { offset = 0, length = 0 } = problem?.position ?? {};
  return {
    parsed,
    codes: parsed.problems.map(({ code }) => code),
    problem,
    place: text.slice(offset, offset + length),
  };
}

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

describe('what is worth knowing of a record that can be read', () => {
  it.each<[why: string, terms: string, codes: SpfProblemCode[]]>([
    ['nothing', 'mx include:example.com ip4:198.41.0.4 -all', []],
    ['+all', '+all', ['spf-all-pass']],
    ['all without a sign', 'mx all', ['spf-all-pass']],
    ['+all behind what refuses somebody', '-ip4:198.41.0.4 +all', ['spf-all-pass-but']],
    ['?all', 'mx ?all', ['spf-all-neutral']],
    ['~all', 'mx ~all', ['spf-all-softfail']],
    ['terms behind all', '-all mx a', ['spf-terms-after-all']],
    ['a redirect beside all', '-all redirect=example.com', ['spf-redirect-ignored']],
    ['ptr', 'ptr -all', ['spf-ptr']],
    ['%{p}', 'exists:%{p}.example.com -all', ['spf-macro-p']],
    ['the whole of IPv4', 'ip4:0.0.0.0/0 -all', ['spf-range-enormous']],
    ['half of it', 'ip4:128.0.0.0/1 -all', ['spf-range-enormous']],
    ['a /8', 'ip4:17.0.0.0/8 -all', ['spf-range-wide']],
    ['a /16', 'ip4:17.1.0.0/16 -all', ['spf-range-wide']],
    ['a /17', 'ip4:17.1.0.0/17 -all', ['spf-range-broad']],
    ['a /20', 'ip4:17.1.16.0/20 -all', ['spf-range-broad']],
    ['a /21', 'ip4:17.1.16.0/21 -all', []],
    ['a /15 of IPv6', 'ip6:2a00::/15 -all', ['spf-range-enormous']],
    ['a /32 of IPv6', 'ip6:2a00:1450::/32 -all', ['spf-range-wide']],
    ['a /33 of IPv6', 'ip6:2a00:1450::/33 -all', []],
    ['a network around each host', 'a/8 -all', ['spf-range-wide']],
    ['a broad range that is not let in', '?ip4:17.0.0.0/8 -all', []],
    ['a private address', 'ip4:10.0.0.1 -all', ['spf-range-private']],
    ['a documentation range', 'ip6:2001:db8:1:2::/64 -all', ['spf-range-private']],
    ['a term twice', 'mx include:Example.com include:example.COM -all', ['spf-duplicate-term']],
    ['a term twice, with another sign', 'mx ?mx -all', ['spf-duplicate-term']],
    [
      'a macro in upper case is another name (RFC 7208 §7.3)',
      'exists:%{l}.example.com exists:%{L}.example.com -all',
      [],
    ],
    ['a range within an earlier one', 'ip4:198.41.0.0/24 ip4:198.41.0.4 -all', ['spf-covered-term']],
    ['a range around an earlier one', 'ip4:198.41.0.4 ip4:198.41.0.0/24 -all', []],
    [
      'a wider range from the same address on',
      'ip4:198.41.0.0/24 ip4:198.41.0.0/16 -all',
      ['spf-range-wide'],
    ],
    ['bits of the host', 'ip4:198.41.0.1/24 -all', ['spf-host-bits']],
    ['bits of the host within an octet', 'ip4:198.41.0.4/29 -all', ['spf-host-bits']],
    ['none', 'ip4:198.41.0.8/29 -all', []],
    ['two includes with a comma', 'include:a.example.com,include:b.example.com -all', ['spf-name-odd']],
    ['two terms without a space', 'a:a.example.commx:b.example.com -all', ['spf-name-odd']],
    ['all behind a name', 'mx include:a.example.com-all ~all', ['spf-all-softfail', 'spf-name-odd']],
    ['an address of the web', 'a:https://www.example.com -all', ['spf-name-odd']],
    ['an address of mail', 'include:user@example.com -all', ['spf-name-odd']],
    ['an asterisk', 'a:*.example.com -all', ['spf-name-odd']],
    ['an empty label', 'redirect=a..example.com', ['spf-name-odd']],
    ['a label that is too long', `a:${'a'.repeat(64)}.example.com -all`, ['spf-name-odd']],
    ['names that hosts and records have', 'mx:a-b.example.xn--zckzah. include:_spf.a_b.example.com -all', []],
    ['macros, which stand for whatever they do', 'exists:%{l}+%{d} include:%{d}._spf.example.com -all', []],
    ['the sign of a modifier', 'include=example.com -all', ['spf-modifier-meant']],
    ['an unknown modifier', 'foo=bar -all', ['spf-unknown-modifier']],
    ['the modifiers of RFC 6652', 'mx -all ra=postmaster rp=10 rr=all', []],
    ['a macro in its middle, and a name behind it', 'exists:%{i}.%{d10}.example.com -all', []],
    ['an escaped percent sign, which no host has', 'exists:a%%.example.com -all', ['spf-name-odd']],
    ['an include that neither passes nor fails', '?include:example.com -all', []],
    ['a network around another name that is not let in', '-mx/8 -all', []],
    [
      'a term behind a redirect and an explanation',
      'redirect=a.example.com exp=b.example.com mx',
      ['spf-modifier-before-mechanism', 'spf-modifier-before-mechanism'],
    ],
    ['a modifier that nobody knows before a mechanism', 'foo=bar mx -all', ['spf-unknown-modifier']],
    ['a /16 of IPv6', 'ip6:2a00::/16 -all', ['spf-range-wide']],
    ['a /7 of IPv4 that is private in part', 'ip4:10.0.0.0/7 -all', ['spf-range-enormous']],
    ['bits of the host behind a whole octet', 'ip4:198.41.1.0/16 -all', ['spf-range-wide', 'spf-host-bits']],
    ['every bit of an address', 'ip4:255.255.255.255 -all', ['spf-range-private']],
    ['a range of IPv4 and the same bits of IPv6', 'ip4:32.1.0.0/16 ip6:2001:470::1 -all', ['spf-range-wide']],
    [
      'a narrow range of a wide one that comes first, of two',
      'ip4:17.1.2.0/24 ip4:198.41.0.0/24 ip4:198.41.0.4 -all',
      ['spf-covered-term'],
    ],
    ['a term behind all that was there before', 'mx -all mx', ['spf-terms-after-all']],
    [
      'the same range twice, with another sign',
      'ip4:198.41.0.4 ?ip4:198.41.0.4 -all',
      ['spf-duplicate-term'],
    ],
    ['a redirect before a mechanism', 'redirect=example.com mx', ['spf-modifier-before-mechanism']],
    ['an explanation of nothing', 'mx ~all exp=e.example.com', ['spf-all-softfail', 'spf-exp-unused']],
    ['an explanation of what is refused', 'mx -all exp=e.example.com', []],
    ['one of what a redirect may refuse', 'mx redirect=a.example.com exp=e.example.com', []],
    ['one of what one term refuses', '-a mx ~all exp=e.example.com', ['spf-all-softfail']],
    ['one before a mechanism', 'exp=e.example.com mx -all', ['spf-modifier-before-mechanism']],
    ['what refuses behind +all', 'mx +all -a', ['spf-all-pass', 'spf-terms-after-all']],
    ['a network around each mail server', 'mx/8 -all', ['spf-range-wide']],
    ['such networks that are not let in', '?a/8 ?mx/8 -all', []],
    ['as wide a range that is private', 'ip4:10.0.0.0/8 -all', ['spf-range-wide', 'spf-range-private']],
    ['a wider one is named as such alone', 'ip4:10.0.0.0/7 -all', ['spf-range-enormous']],
    ['the same of IPv6', 'ip6:fd00::/16 -all', ['spf-range-wide', 'spf-range-private']],
    [
      'a range of IPv6 within an earlier one',
      'ip6:2a00:1450::/40 ip6:2a00:1450::1 -all',
      ['spf-covered-term'],
    ],
    ['two addresses beside each other', 'ip4:198.41.0.4 ip4:198.41.0.5 -all', []],
    ['names that differ by a hyphen', 'a:a-b.example.com a:ab.example.com -all', []],
    ['an include with a tilde', '~include:example.com -all', ['spf-negative-include']],
    ['an include with a minus', '-include:example.com ~all', ['spf-all-softfail', 'spf-negative-include']],
  ])('%s: %s', (_, terms, codes) => {
    const { parsed, codes: found } = said(terms);
    expect([parsed.state, found]).toEqual(['valid', codes]);
  });

  it.each<[terms: string, parameters: object, why: string]>([
    ['-all mx a', { terms: 'mx a' }, 'all terms that nobody reads'],
    [
      'include=example.com -all',
      { term: 'include=example.com', suggestion: 'include:example.com' },
      'how it was meant',
    ],
    ['foo=bar -all', { name: 'foo' }, 'its name'],
    [
      'ip4:198.41.0.0/24 ip4:198.41.0.4 -all',
      { term: 'ip4:198.41.0.4', earlier: 'ip4:198.41.0.0/24' },
      'both ranges',
    ],
    ['ptr -all', { term: 'ptr' }, 'the term'],
    ['mx ~all -a', { term: '~all' }, 'the term, and none behind it'],
    [
      'IP4=192.0.2.1 -all',
      { term: 'IP4=192.0.2.1', suggestion: 'ip4:192.0.2.1' },
      'the name in small letters',
    ],
    ['ip4:17.0.0.0/8 -all', { term: 'ip4:17.0.0.0/8' }, 'the range'],
  ])('of %s the finding has %j: %s', (terms, parameters) => {
    expect(said(terms).problem?.parameters).toEqual(parameters);
  });

  it('an end without all', () => {
    expect(parseSpfRecord('v=spf1 mx').problems.map(({ code }) => code)).toEqual(['spf-all-missing']);
    expect(parseSpfRecord('v=spf1').problems.map(({ code }) => code)).toEqual(['spf-all-missing']);
  });
});

describe('which text counts', () => {
  const GOOD = 'v=spf1 mx -all';
  it.each<[why: string, texts: string[], state: string, codes: SpfProblemCode[]]>([
    ['nothing', [], 'absent', []],
    ['other texts', ['google-site-verification=abc', 'v=DMARC1; p=none', ''], 'absent', []],
    ['one among others', ['x', GOOD, 'y'], 'found', []],
    ['two', [GOOD, GOOD], 'invalid', ['spf-records-several']],
    ['Sender ID beside it', [GOOD, 'spf2.0/pra ?all'], 'found', ['spf-sender-id']],
    ['Sender ID alone', ['spf2.0/mfrom,pra +mx -all'], 'absent', ['spf-sender-id']],
    ['a space before', [` ${GOOD}`], 'absent', ['spf-record-near-miss']],
    ['a quote before', [`"${GOOD}"`], 'absent', ['spf-record-near-miss']],
    ['a tab behind the version', ['v=spf1\tmx -all'], 'absent', ['spf-record-near-miss']],
    ['a semicolon', ['v=spf1; mx; -all'], 'absent', ['spf-record-near-miss']],
    ['no space', ['v=spf1include:example.com -all'], 'absent', ['spf-record-near-miss']],
    ['spaces', ['v = spf1 mx -all'], 'absent', ['spf-record-near-miss']],
    ['another number', ['v=spf2 mx -all'], 'absent', ['spf-record-near-miss']],
    ['no v=', ['spf1 mx -all'], 'absent', ['spf-record-near-miss']],
    [
      'a line of a zone',
      ['TXT "v=spf1 mx -all"', 'IN TXT v=spf1 include:example.com -all'],
      'absent',
      ['spf-record-near-miss'],
    ],
    [
      'a whole line of a zone',
      ['example.com. 300 IN TXT "v=spf1 mx -all"'],
      'absent',
      ['spf-record-near-miss'],
    ],
    ['no version', ['include:_spf.example.com ~all'], 'absent', ['spf-record-near-miss']],
    ['a version misspelt', ['v=sfp1 mx -all'], 'absent', ['spf-record-near-miss']],
    ['a version without its sign', ['vspf1 mx -all'], 'absent', ['spf-record-near-miss']],
    [
      'one that was split in two',
      ['v=spf1 mx', 'include:a.example.com -all'],
      'found',
      ['spf-all-missing', 'spf-near-miss-beside'],
    ],
    [
      'one that was split within a word',
      ['v=spf1 include:a.exam', 'ple.com ip4:198.41.0.4 -all'],
      'found',
      ['spf-all-missing', 'spf-near-miss-beside'],
    ],
    [
      'words, and no terms',
      ['all of the mx and a', 'mx', 'a -allow', 'MS=ms1', 'x ip4 include'],
      'absent',
      [],
    ],
    ['beside a good one', [GOOD, `\u200b${GOOD}`], 'found', ['spf-near-miss-beside']],
    ['a broken one', ['v=spf1 foo -all'], 'invalid', ['spf-unknown-mechanism']],
  ])('%s', (_, texts, state, codes) => {
    const selected = selectSpfRecord(texts);
    expect([selected.state, [...new Set(selected.problems.map(({ code }) => code))]]).toEqual([state, codes]);
  });
});
