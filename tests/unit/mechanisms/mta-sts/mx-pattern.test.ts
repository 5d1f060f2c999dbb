import { describe, expect, it } from 'vitest';
import {
  faultOfMxPattern,
  matchesMx,
  mxMatcher,
  neverMatches,
  type MxPatternFault,
} from '../../../../lib/mechanisms/mta-sts/mx-pattern.ts';

const label63 = 'l'.repeat(63);

describe('faultOfMxPattern: well formed', () => {
  it.each([
    ['mail.example.com', 'a host name'],
    ['*.example.com', '"*." and a domain'],
    ['*.com', 'a wildcard over a whole top-level domain is still grammar'],
    ['localhost', 'a domain may be one label'],
    ['*.localhost', 'and so may a domain behind a wildcard'],
    ['MAIL.Example.COM', 'either case'],
    ['xn--mnchen-3ya.example', 'an A-label'],
    ['1.2.example', 'labels of digits'],
    ['3com.example', 'a label may begin with a digit'],
    ['a--b.example', 'hyphens within a label'],
    ['192.0.2.1', 'an IPv4 address has the form of a domain'],
    [`${label63}x.example`, 'the grammar has no lengths'],
  ])('%j: %s', (pattern) => {
    expect(faultOfMxPattern(pattern)).toBeNull();
  });
});

describe('faultOfMxPattern: malformed', () => {
  it.each<[string, MxPatternFault, string]>([
    ['münchen.example', 'u-label', 'only A-labels'],
    ['*.münchen.example', 'u-label', 'also behind a wildcard'],
    ['ma\u212Al.example', 'u-label', 'the Kelvin sign is no K'],
    ['mail.example.com.', 'trailing-dot', 'no final dot'],
    ['*.example.com.', 'trailing-dot', 'nor behind a wildcard'],
    ['mail_1.example.com', 'underscore', 'no underscore'],
    ['*', 'wildcard', 'a wildcard alone has no domain'],
    ['*.*.example.com', 'wildcard', 'one wildcard at most'],
    ['mail.*.example.com', 'wildcard', 'a wildcard in the middle'],
    ['mail.*', 'wildcard', 'a wildcard at the end'],
    ['*mail.example.com', 'wildcard', 'a wildcard is a whole label'],
    ['alt*.example.com', 'wildcard', 'a wildcard is a whole label'],
    ['a.example,b.example', 'list', 'one pattern in each field'],
    ['a.example, b.example', 'list', 'one pattern in each field'],
    ['a.example b.example', 'list', 'one pattern in each field'],
    ['a.example;b.example', 'list', 'one pattern in each field'],
    ['10 mail.example.com', 'list', 'a preference does not belong here'],
    ['mail.example.com:25', 'port', 'no port'],
    ['2001:db8::1', 'port', 'no IPv6 address'],
    ['[IPv6:2001:db8::1]', 'port', 'no address literal'],
    ['[192.0.2.1]', 'syntax', 'no address literal'],
    ['*.', 'syntax', 'a wildcard without a domain'],
    ['', 'syntax', 'nothing'],
    ['.', 'trailing-dot', 'the root is no host'],
    ['.example.com', 'syntax', 'an empty first label'],
    ['mail..example.com', 'syntax', 'an empty label'],
    ['-mail.example.com', 'syntax', 'a label does not begin with a hyphen'],
    ['mail-.example.com', 'syntax', 'a label does not end with a hyphen'],
    ['<mail.example.com>', 'syntax', 'no brackets'],
    ['"mail.example.com"', 'syntax', 'no quotes'],
    ['user@example.com', 'syntax', 'no address'],
  ])('%j is %s: %s', (pattern, fault) => {
    expect(faultOfMxPattern(pattern)).toBe(fault);
    expect(matchesMx(pattern, pattern)).toBe(false);
  });
});

describe('neverMatches', () => {
  const name253 = `${`${label63}.`.repeat(3)}${'l'.repeat(61)}`;
  it.each([
    ['192.0.2.1', true, 'no host is called so'],
    ['198.51.100.200', true, 'whatever the number of its digits'],
    ['192.0.2.1.example', false, 'a name may begin with four numbers'],
    ['mail.192.0.2.1', false, 'four numbers behind a label are no address'],
    ['*.0.2.1', true, 'an address behind a wildcard is none either'],
    ['mail.0x7f', false, 'a name, though no such ending exists'],
    [`${label63}x.example`, true, 'a label has up to 63 octets'],
    [`${name253}x`, true, 'a name has up to 253 characters'],
    [name253, false, 'and may have them'],
    [`*.${name253.slice(2)}`, false, 'a wildcard can stand for one character'],
    [`*.${name253.slice(1)}`, true, 'and for no less'],
    [`${label63}.example`, false, 'a label may have 63 octets'],
    ['mail.example.com', false, 'a host name'],
    ['1.example', false, 'digits in front are a name'],
  ])('%s %s: %s', (pattern, expected) => {
    expect(neverMatches(pattern)).toBe(expected);
  });
});

describe('matchesMx', () => {
  it.each<[pattern: string, host: string, matches: boolean, reason: string]>([
    ['mail.example.com', 'mail.example.com', true, 'the same name'],
    ['mail.example.com', 'MAIL.Example.com', true, 'case of the host does not matter'],
    ['Mail.EXAMPLE.com', 'mail.example.com', true, 'case of the pattern does not matter'],
    ['mail.example.com', 'mail.example.com.', true, 'the final dot of a host is not part of its name'],
    ['mail.example.com', 'mail.example.com..', false, 'two dots are not one'],
    ['mail.example.com', 'mail.example.org', false, 'another name'],
    ['example.com', 'mail.example.com', false, 'no pattern covers what is below it'],
    ['mail.example.com', 'example.com', false, 'nor what is above it'],
    ['*.example.com', 'mail.example.com', true, 'one whole label'],
    ['*.Example.com', 'MAIL.example.COM.', true, 'case and final dot with a wildcard'],
    ['*.example.com', 'example.com', false, 'the wildcard stands for a label that must be there'],
    ['*.example.com', '.example.com', false, 'and that is not empty'],
    ['*.example.com', 'a.b.example.com', false, 'exactly one label'],
    ['*.example.com', 'xexample.com', false, 'labels end at dots'],
    ['*.example.com', 'mail.example.com.evil.test', false, 'the end is the end'],
    ['*.example.com', '*.example.com', false, 'a wildcard is no host name'],
    ['*.example.com', '_mx.example.com', true, 'DNS allows any label'],
    ['*.com', 'example.com', true, 'a pattern of a top-level domain'],
    ['*.com', 'com', false, 'which does not cover the top-level domain itself'],
    ['localhost', 'localhost', true, 'one label'],
    ['mail.example.com', '', false, 'the root'],
    ['*.example.com', '.', false, 'the root'],
    ['xn--mnchen-3ya.example', 'XN--MNCHEN-3YA.example', true, 'A-labels have no case either'],
    ['maik.example', 'mai\u212a.example', false, 'the Kelvin sign is no K: case is that of ASCII (RFC 4343)'],
    ['*.example.com', 'mail.example.com\n', false, 'a line end is part of the name'],
    ['mail.example.com.', 'mail.example.com', false, 'a malformed pattern matches nothing'],
    ['mail.*.com', 'mail.example.com', false, 'a malformed pattern matches nothing'],
  ])('%j, %j: %s (%s)', (pattern, host, matches) => {
    expect(matchesMx(pattern, host)).toBe(matches);
  });
});

describe('mxMatcher', () => {
  it.each<[patterns: string[], host: string, covering: string | null, reason: string]>([
    [[], 'mail.example.com', null, 'no pattern, no match'],
    [['a.example', 'B.example'], 'b.example', 'B.example', 'the pattern comes as it was written'],
    [['*.example', 'a.example'], 'a.example', 'a.example', 'an exact pattern comes before a wildcard'],
    [['*.example', 'a.example'], 'b.example', '*.example', 'the wildcard covers the rest'],
    [['A.example', 'a.example'], 'a.example', 'A.example', 'of the same pattern twice the first'],
    [['a.example.', 'a.example'], 'a.example', 'a.example', 'a malformed pattern does not stand in the way'],
    [['*.example'], '*.example', null, 'the wildcard itself is no host'],
    [['constructor'], 'toString', null, 'no name is known that was not given'],
  ])('%j, %j: %s (%s)', (patterns, host, covering) => {
    expect(mxMatcher(patterns)(host)).toBe(covering);
  });
});
