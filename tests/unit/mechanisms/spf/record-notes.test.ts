import { describe, expect, it } from 'vitest';
import type { SpfProblemCode } from '../../../../lib/mechanisms/spf/problems.ts';
import { parseSpfRecord } from '../../../../lib/mechanisms/spf/record.ts';
import { said } from '../../../support/spf-said.ts';

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
    ['the same with a name that is misspelt', 'ipv4=198.41.0.4 -all', ['spf-modifier-meant']],
    ['the same with a redirect', 'redirct=example.com', ['spf-modifier-meant']],
    ['a name near to a mechanism, and no value of it', 'includes=yes -all', ['spf-unknown-modifier']],
    ['a mechanism twice', 'exists:exists:%{i}.example.com -all', ['spf-name-odd']],
    ['a top-level domain with a digit, which there is not', 'a:mail.example.com2 -all', ['spf-name-odd']],
    ['a name that each sender chooses', 'a:%{h} -all', ['spf-name-theirs']],
    ['one behind the end', '-all a:%{h}', ['spf-terms-after-all']],
    [
      'a redirect to one beside an end',
      'redirect=%{h} -all',
      ['spf-redirect-ignored', 'spf-modifier-before-mechanism'],
    ],
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
    [
      'ip4=foo.example.net -all',
      { term: 'ip4=foo.example.net', suggestion: 'ip4:…' },
      'its name alone where the value would be an error',
    ],
    [
      'exists=example.com -all',
      { term: 'exists=example.com', suggestion: 'exists:…' },
      'the same where strangers would pass',
    ],
    [
      'inlcude=example.com -all',
      { term: 'inlcude=example.com', suggestion: 'include:example.com' },
      'its right name',
    ],
    [
      'ip=2001:db8::1 -all',
      { term: 'ip=2001:db8::1', suggestion: 'ip6:2001:db8::1' },
      'the family of its address',
    ],
    ['redirct=%{h} -all', { term: 'redirct=%{h}', suggestion: 'redirect=…' }, 'no redirect to strangers'],
    [
      'ip6=::ffff:192.0.2.1 -all',
      { term: 'ip6=::ffff:192.0.2.1', suggestion: 'ip4:192.0.2.1' },
      'IPv4 of a mapped address',
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
