import { describe, expect, it } from 'vitest';
import { faultOfRua, meantRua, splitRua, type RuaFault } from '../../../../lib/mechanisms/tlsrpt/rua.ts';
import { domainOfReportUri, isReportUri } from '../../../../lib/text/report-uri.ts';

describe('faultOfRua: of use', () => {
  it.each([
    ['mailto:reports@example.com', 'RFC 8460 §3.1.1'],
    ['https://reporting.example.com/v1/tlsrpt', 'RFC 8460 §3.1.2'],
    ['MAILTO:reports@example.com', 'a scheme has no case'],
    ['HTTPS://example.com', 'a scheme has no case'],
    ['mailto:a%21b%2Cc%3Bd@example.com', '"!", "," and ";" encoded'],
    ['mailto:a@example.com?subject=TLS', 'with a header'],
    ['mailto:%22a..b%22@example.com', 'within quotes dots are as they are (RFC 6068 §5)'],
    ['mailto:%22a:b%22@example.com', 'and colons need no encoding (RFC 6068 §2)'],
    ['mailto:a@%5BIPv6:2001:db8::1%5D', 'nor in the address of a machine'],
    ['mailto:1234567890@example.com', 'a local part of digits'],
    ['mailto:a@b?x', 'however short'],
    ['https://example.com:8443/?a=b#c', 'port, query and fragment'],
    ['https://user@example.com/', 'user information'],
    ['https://[2001:db8::1]:443/', 'an IPv6 address'],
    ["https://example.com/a-._~$&'()*+=:@/?", 'every other character of RFC 3986'],
  ])('%s: %s', (uri) => {
    expect(faultOfRua(uri)).toBeNull();
    expect(isReportUri(uri)).toBe(true);
  });
});

describe('faultOfRua: of no use', () => {
  it.each<[uri: string, fault: RuaFault['code'], reason: string]>([
    ['', 'tlsrpt-rua-syntax', 'nothing'],
    ['mailto:mailto:a@example.com', 'tlsrpt-rua-no-target', 'a mailbox has no colon (RFC 6068 §2)'],
    ['mailto::a@example.com', 'tlsrpt-rua-no-target', 'nor one at its start'],
    ['mailto:a@example.com:25', 'tlsrpt-rua-no-target', 'and its domain no port'],
    ['mailto:a@example..com', 'tlsrpt-rua-no-target', 'a host name has no empty label'],
    ['mailto:a@-example.com', 'tlsrpt-rua-no-target', 'nor one that begins with a hyphen'],
    ['mailto:a..b@example.com', 'tlsrpt-rua-no-target', 'atoms have one dot between them (RFC 5322 §3.2.3)'],
    ['mailto:.a@example.com', 'tlsrpt-rua-no-target', 'and none before the first'],
    ['mailto:%22a..b@example.com', 'tlsrpt-rua-no-target', 'nor does half a pair of quotes help'],
    ['reports@example.com', 'tlsrpt-rua-syntax', 'an address without a scheme'],
    ['//example.com/', 'tlsrpt-rua-syntax', 'no scheme'],
    [':a', 'tlsrpt-rua-syntax', 'an empty scheme'],
    ['1https://example.com', 'tlsrpt-rua-syntax', 'a scheme begins with a letter'],
    ['mailto:a b@example.com', 'tlsrpt-rua-syntax', 'space within'],
    [' mailto:a@example.com', 'tlsrpt-rua-syntax', 'space in front'],
    ['mailto:a@example.com\n', 'tlsrpt-rua-syntax', 'a line end'],
    ['mailto:<a@example.com>', 'tlsrpt-rua-syntax', 'brackets'],
    ['mailto:a%2@example.com', 'tlsrpt-rua-syntax', 'half a percent triple'],
    ['mailto:100%@example.com', 'tlsrpt-rua-syntax', 'a bare percent sign'],
    ['mailto:é@example.com', 'tlsrpt-rua-syntax', 'not ASCII'],
    ['mailto:a;b@example.com', 'tlsrpt-rua-syntax', 'a bare semicolon'],
    ['mailto:a@[192.0.2.1]', 'tlsrpt-rua-syntax', 'brackets outside the host of a URL'],
    ['https://example.com/[1]', 'tlsrpt-rua-syntax', 'brackets in a path'],
    ['https://example.com:port/', 'tlsrpt-rua-syntax', 'a port that is no number'],
    ['https://a@b@example.com/', 'tlsrpt-rua-syntax', 'two users'],
    ['https://[2001:db8::1/', 'tlsrpt-rua-syntax', 'half a pair of brackets'],
    ['https://[2001:db8::1]a/', 'tlsrpt-rua-syntax', 'something behind the brackets'],
    ['https://example.com/#a#b', 'tlsrpt-rua-syntax', 'two fragments'],
    ['mailto:a@example.com!10m', 'tlsrpt-rua-reserved-character', 'a size limit is DMARC'],
    ['!', 'tlsrpt-rua-reserved-character', '"!" is what is wrong first'],
    ['http://example.com/', 'tlsrpt-rua-scheme', 'http is not defined'],
    ['ftp://example.com/', 'tlsrpt-rua-scheme', 'ftp is not defined'],
    ['mailtoo:a@example.com', 'tlsrpt-rua-scheme', 'nearly'],
    ['xmailto:a@example.com', 'tlsrpt-rua-scheme', 'nearly'],
    ['xhttps://example.com/', 'tlsrpt-rua-scheme', 'nearly'],
    ['mailto://a@b.example', 'tlsrpt-rua-slashes', 'an authority is no mailbox (RFC 6068 §2)'],
    ['MAILTO://a@b.example/', 'tlsrpt-rua-slashes', 'in any case'],
    ['mailto:a/b@c.example', 'tlsrpt-rua-no-target', 'a slash has to be encoded'],
    ['mailto:', 'tlsrpt-rua-no-target', 'no address'],
    ['mailto:reports', 'tlsrpt-rua-no-target', 'no domain'],
    ['mailto:@example.com', 'tlsrpt-rua-no-target', 'no local part'],
    ['mailto:reports@', 'tlsrpt-rua-no-target', 'an empty domain'],
    ['mailto:?to=a@example.com', 'tlsrpt-rua-no-target', 'the address in a header alone'],
    ['https:', 'tlsrpt-rua-no-target', 'no host'],
    ['https:example.com', 'tlsrpt-rua-no-target', 'no authority'],
    ['https:mailto:a@example.com', 'tlsrpt-rua-no-target', 'one scheme within another'],
    ['https:https://example.com/', 'tlsrpt-rua-no-target', 'a scheme twice'],
    ['mailto:https://example.com/', 'tlsrpt-rua-no-target', 'one scheme within another'],
    ['mailto:a@bb@cc', 'tlsrpt-rua-no-target', 'two domains'],
    ['mailto:a@b@c?https:', 'tlsrpt-rua-no-target', 'nor does a scheme in the query help'],
    ['https:///path', 'tlsrpt-rua-no-target', 'an empty host'],
    ['https://example..com/', 'tlsrpt-rua-no-target', 'an empty label of a host (RFC 1035 §2.3.1)'],
    [
      'mailto:a@192.0.2.1',
      'tlsrpt-rua-no-target',
      'an address of a machine stands in brackets (RFC 5321 §4.1.3)',
    ],
    ['https://:443/', 'tlsrpt-rua-no-target', 'a port alone'],
    ['https://user@/', 'tlsrpt-rua-no-target', 'a user alone'],
    ['https://user:1@/', 'tlsrpt-rua-no-target', 'a user with a password alone'],
    ['https://?q', 'tlsrpt-rua-no-target', 'a query alone'],
  ])('%j is %s: %s', (uri, code) => {
    const character = code === 'tlsrpt-rua-reserved-character' ? { character: '!' } : {};
    expect(faultOfRua(uri)).toEqual({ code, ...character });
    expect(isReportUri(uri)).toBe(false);
  });
});

describe('splitRua', () => {
  it.each<[value: string, uris: [string, number][], hasSpace: boolean, reason: string]>([
    ['a:b', [['a:b', 0]], false, 'one URI'],
    [
      'a:b,c:d',
      [
        ['a:b', 0],
        ['c:d', 4],
      ],
      false,
      'two URIs',
    ],
    [
      'a:b \t,\t c:d',
      [
        ['a:b', 0],
        ['c:d', 8],
      ],
      true,
      'space around a comma',
    ],
    [
      'a:b, c:d ,e:f',
      [
        ['a:b', 0],
        ['c:d', 5],
        ['e:f', 10],
      ],
      true,
      'offsets are those of the URIs',
    ],
    [
      ' a:b,c:d ',
      [
        [' a:b', 0],
        ['c:d ', 5],
      ],
      false,
      'space at the edges stays: it is a fault of the URI',
    ],
    ['', [['', 0]], false, 'nothing is one empty URI'],
    [
      ',',
      [
        ['', 0],
        ['', 1],
      ],
      false,
      'a comma stands between two',
    ],
    [
      'a:b, ,c:d',
      [
        ['a:b', 0],
        ['', 5],
        ['c:d', 6],
      ],
      true,
      'space alone is an empty URI',
    ],
  ])('%j: %j, space %s (%s)', (value, expected, hasSpace) => {
    const uris = expected.map(([uri, offset]) => ({ uri, offset }));
    expect(splitRua(value)).toEqual({ uris, hasSpace });
  });
});

describe('domainOfReportUri', () => {
  it.each<[uri: string, domain: string | null, reason: string]>([
    ['mailto:reports@example.com', 'example.com', 'an address'],
    ['MAILTO:reports@Example.COM', 'Example.COM', 'as written'],
    ['mailto:reports@example.com?subject=a@b', 'example.com', 'not what is in a header'],
    ['mailto:a@b@example.com', 'example.com', 'behind the last @'],
    ['https://example.com/a@b', 'example.com', 'not what is in a path'],
    ['https://user:pw@example.com:8443/', 'example.com', 'without user and port'],
    ['https://example.com', 'example.com', 'the end of the host is the end'],
    ['https://[2001:db8::1]:443/', '[2001:db8::1]', 'an address with its brackets'],
    ['https://:443/', null, 'no host'],
    ['mailto:reports', null, 'no domain'],
    ['mailto:?cc=mailto:a@example.com', null, 'nor one in a header'],
    ['http://example.com/', null, 'a scheme that is not reported to'],
    ['http://example.com/?https://example.net/', null, 'nor what is in its query'],
    ['https://example.com/mailto:a@example.net', 'example.com', 'another scheme in a path'],
  ])('of %s is %s: %s', (uri, domain) => {
    expect(domainOfReportUri(uri)).toBe(domain);
  });
});

describe('meantRua', () => {
  it.each<[written: string, meant: string | null, reason: string]>([
    ['mailto:a@b.example', 'mailto:a@b.example', 'what can be used stays'],
    ['https://b.example/?a=b', 'https://b.example/?a=b', 'whatever it is'],
    ['MAILTO:a@b.example?subject=TLS', 'MAILTO:a@b.example?subject=TLS', 'and however it is written'],
    ['MAILTO:a@b.example', 'MAILTO:a@b.example', 'a scheme has no case, so it keeps its own'],
    ['a@b.example', 'mailto:a@b.example', 'an address'],
    ['mailto://a@b.example/', 'mailto:a@b.example', 'slashes of a web address'],
    ['mailto:/a@b.example', 'mailto:a@b.example', 'one of them'],
    ['MAILTO: a@b.example', 'mailto:a@b.example', 'a space'],
    ['<mailto:a@b.example>', 'mailto:a@b.example', 'brackets'],
    ['mailto;a@b.example', 'mailto:a@b.example', 'the key beside the colon'],
    ['"mailto:a@b.example"', 'mailto:a@b.example', 'quotes'],
    ['mailto:a@b.example!10m', 'mailto:a@b.example', 'the size limit of DMARC'],
    ['https:///b.example/x', 'https://b.example/x', 'a slash too many'],
    ['https:b.example', 'https://b.example', 'none at all'],
    ['https:bb.example', 'https://bb.example', 'with a longer name'],
    ['<https://b.example/>', 'https://b.example/', 'brackets around a web address'],
    [' mailto:a@b.example ', 'mailto:a@b.example', 'space around it'],
    ['MAILTO:/a@b.example', 'mailto:a@b.example', 'a slash, in capitals'],
    ['mailto:a%21b@c.example', 'mailto:a%21b@c.example', 'what had to be encoded'],
    ['x.mailto@b.example', 'mailto:x.mailto@b.example', 'a mailbox that ends like the scheme'],
    ['rua = mailto:a@b.example', 'mailto:a@b.example', 'the field once more'],
    ['=a@b.example', 'mailto:a@b.example', 'its sign alone'],
    ['= a@b.example', 'mailto:a@b.example', 'with space'],
    ['mail-to:ab@b.example', 'mailto:ab@b.example', 'a hyphen in the scheme'],
    ['a"b@c.example"', null, 'quotes within'],
    ['"a@b.example"c', null, 'something behind the quotes'],
    ['<https://b.example/>x', null, 'something behind the brackets'],
    ['https://b.example/<x>', null, 'brackets in a path'],
    ['https:user.x@b.example', null, 'what stands before an @ is no host'],
    ['http://b.example/', null, 'whether https is served is not known'],
    ['https:/reports', null, 'a path is no host'],
    ['mailto:a', null, 'no domain'],
    ['mailto:a@', null, 'an empty one'],
    ['mailto:@b.example', null, 'no mailbox'],
    ['mailto:a@b@c.example', null, 'two'],
    ['x/a@b.example', null, 'a path before it'],
    ['a b@c.example', null, 'a space within'],
    ['', null, 'nothing'],
  ])('%j is %j: %s', (written, meant) => {
    expect(meantRua(written)).toBe(meant);
  });
});
