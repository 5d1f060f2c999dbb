import { describe, expect, it } from 'vitest';
import { parseDomainName } from '../../../lib/names/domain-name.ts';
import {
  refusalOf,
  registrableOf,
  subjectOfName,
  subjectOfText,
  subjectOfUrl,
  type UnsupportedReason,
} from '../../../lib/names/subject.ts';

type Found = [text: string, policyDomain: string, alternatives: string[], reason: string];
type Unsupported = [text: string, reason: UnsupportedReason, shown: string];

describe('subjectOfUrl: a page stands for its registrable domain', () => {
  it.each<Found>([
    ['https://example.com/', 'example.com', [], 'the registrable domain itself'],
    [
      'https://www.example.com/a?b#c',
      'example.com',
      ['www.example.com'],
      'the exact host is the alternative',
    ],
    [
      'https://a.b.example.com/',
      'example.com',
      ['a.b.example.com', 'b.example.com'],
      'every name on the way is one, the exact host first',
    ],
    ['http://a.example.co.uk:8080/', 'example.co.uk', ['a.example.co.uk'], 'by the public suffix list'],
    ['https://alice.github.io/', 'alice.github.io', [], 'private suffixes count: other people live beside'],
    ['https://github.io/', 'github.io', [], 'a public suffix with a page of its own stands for itself'],
    ['https://EXAMPLE.com./', 'example.com', [], 'lower case, no final dot'],
    ['https://user:pw@example.com/', 'example.com', [], 'a user is no part of the host'],
    ['https://münchen.de/', 'xn--mnchen-3ya.de', [], 'A-labels'],
    ['wss://x.example.com/', 'example.com', ['x.example.com'], 'other schemes with a host'],
    ['ws://x.example.com/', 'example.com', ['x.example.com'], 'without TLS too'],
    ['ftp://x.example.com/', 'example.com', ['x.example.com'], 'even this one'],
    ['https://example.test/', 'example.test', [], 'a reserved name may be known to a custom resolver'],
    ['http://my_site.example.com/', 'example.com', [], 'what is right of an underscore can be a mail domain'],
  ])('%s is %s, else %j: %s', (url, policyDomain, alternatives) => {
    expect(subjectOfUrl(url)).toEqual({ state: 'found', policyDomain, alternatives });
  });
});

describe('subjectOfUrl: a mailto: link stands for exactly the domain of its address', () => {
  it.each<Found>([
    ['mailto:user@example.com', 'example.com', [], 'the domain behind the @'],
    [
      'mailto:user@mail.example.com',
      'mail.example.com',
      ['example.com'],
      'a subdomain is its own (RFC 8461 §3.4)',
    ],
    ['MAILTO:user@EXAMPLE.com?subject=a@b.example', 'example.com', [], 'headers do not count'],
    ['mailto:a@x.example.com,b@y.example.com', 'x.example.com', ['example.com'], 'of several the first'],
    ['mailto:a%40b@example.com', 'example.com', [], 'an @ within the local part'],
    ['mailto:user%40example.com', 'example.com', [], 'an encoded @ is one'],
    ['mailto:%22a,b%22@example.com', 'example.com', [], 'a comma within quotes separates nothing'],
    ['mailto:user@example.com%3E%20or%20so', 'example.com', [], 'what follows a bracket is no part of it'],
    ['mailto:%E9@example.com', 'example.com', [], 'what is no UTF-8 does not stand in the way'],
    ['mailto:user@münchen.de', 'xn--mnchen-3ya.de', [], 'U-labels'],
    ['mailto:?to=user@example.com', 'example.com', [], 'the address may stand in the to field (RFC 6068 §2)'],
  ])('%s is %s, else %j: %s', (url, policyDomain, alternatives) => {
    expect(subjectOfUrl(url)).toEqual({ state: 'found', policyDomain, alternatives });
  });
});

describe('subjectOfUrl: no policy domain', () => {
  it.each<Unsupported>([
    ['chrome://extensions', 'browser-page', 'chrome://extensions'],
    ['about:blank', 'browser-page', 'about:blank'],
    ['moz-extension://a/popup.html', 'browser-page', 'moz-extension://a/popup.html'],
    ['view-source:https://example.com/', 'browser-page', 'view-source:https://example.com/'],
    ['data:text/html,x', 'browser-page', 'data:text/html,x'],
    ['file:///etc/passwd', 'file', 'file:///etc/passwd'],
    ['http://192.0.2.1/', 'ip-address', '192.0.2.1'],
    ['http://0x7f.1/', 'ip-address', '127.0.0.1'],
    ['http://[2001:db8::1]:80/', 'ip-address', '[2001:db8::1]'],
    ['mailto:user@[192.0.2.1]', 'address-literal', 'user@[192.0.2.1]'],
    ['mailto:user@192.0.2.1', 'ip-address', '192.0.2.1'],
    ['mailto:', 'empty', ''],
    ['mailto:?subject=x', 'empty', ''],
    ['http://localhost:3000/', 'special-use', 'localhost'],
    ['http://app.localhost/', 'special-use', 'app.localhost'],
    ['http://printer.local/', 'special-use', 'printer.local'],
    ['http://abc.onion/', 'special-use', 'abc.onion'],
    ['http://intranet/', 'single-label', 'intranet'],
    ['https://com/', 'single-label', 'com'],
    ['http://_/', 'not-a-name', '_'],
    ['http://my_site.co.uk/', 'not-a-name', 'my_site.co.uk'],
    ['example.com', 'not-a-name', 'example.com'],
    ['', 'not-a-name', ''],
  ])('%j: %s %j', (url, reason, text) => {
    expect(subjectOfUrl(url)).toEqual({ state: 'unsupported', reason, text });
  });

  it('shows no more than 200 characters of what it cannot use', () => {
    const subject = subjectOfUrl(`data:${'x'.repeat(10_000)}`);
    expect(subject).toEqual({
      state: 'unsupported',
      reason: 'browser-page',
      text: `data:${'x'.repeat(195)}`,
    });
  });
});

describe('subjectOfText: a domain or an address stands for exactly itself', () => {
  it.each<Found>([
    ['example.com', 'example.com', [], 'a domain'],
    ['mail.example.com', 'mail.example.com', ['example.com'], 'a subdomain'],
    ['user@mail.example.com', 'mail.example.com', ['example.com'], 'an address'],
    ['mailto:a@example.com?body=https://mta-sts.example.com/', 'example.com', [], 'what else a link says'],
    ['a@b@c.example.com', 'c.example.com', ['example.com'], 'the last @ counts'],
    ['@example.com', 'example.com', [], 'an @ in front'],
    [' \t EXAMPLE.com\n', 'example.com', [], 'space around it'],
    ['example.com.', 'example.com', [], 'the final dot'],
    ['User Name <user@example.com>', 'example.com', [], 'an address with a name'],
    ['"user@example.com",', 'example.com', [], 'quotes and a comma'],
    ['[example.com]', 'example.com', [], 'square brackets'],
    ['[example.com', 'example.com', [], 'one that is never closed'],
    ['("example.com")', 'example.com', [], 'several marks'],
    ['(see example.com)', 'example.com', [], 'words and brackets around it'],
    ['“example.com”', 'example.com', [], 'curly quotes'],
    ['«example.com»', 'example.com', [], 'angle quotes'],
    ['example.com…', 'example.com', [], 'an ellipsis'],
    ['Is it example.com?', 'example.com', [], 'a question'],
    ['Mr. Smith, smith@example.com', 'example.com', [], 'an address comes before a word with a dot'],
    ['<mailto:user@example.com>', 'example.com', [], 'a link in brackets'],
    ['mailto:user@example.com?subject=x', 'example.com', [], 'a link'],
    ['MAILTO:user@example.com?cc=x@example.net', 'example.com', [], 'and its headers'],
    ['example.com:25', 'example.com', [], 'a port'],
    ['example.com/path?x#y', 'example.com', [], 'a path'],
    ['example.com/?to=https://a.example/', 'example.com', [], 'a URL in a query is not the one that counts'],
    ['münchen.de', 'xn--mnchen-3ya.de', [], 'U-labels'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah', [], 'the ideographic full stop'],
    ['user@例え。テスト', 'xn--r8jz45g.xn--zckzah', [], 'in an address too'],
    [
      'a.b.alice.github.io',
      'a.b.alice.github.io',
      ['b.alice.github.io', 'alice.github.io'],
      'private suffixes',
    ],
  ])('%j is %s, else %j: %s', (text, policyDomain, alternatives) => {
    expect(subjectOfText(text)).toEqual({ state: 'found', policyDomain, alternatives });
  });

  it.each<Found>([
    ['https://www.example.com/a', 'example.com', ['www.example.com'], 'a URL'],
    ['see https://www.example.com/a.', 'example.com', ['www.example.com'], 'among words'],
    ['https://user@www.example.com/', 'example.com', ['www.example.com'], 'with a user, which is no address'],
    ['https://my_site.example.com/', 'example.com', [], 'with an underscore, which names no record there'],
  ])('%j stands for the registrable domain, %s, else %j: %s', (text, policyDomain, alternatives) => {
    expect(subjectOfText(text)).toEqual({ state: 'found', policyDomain, alternatives });
  });
});

describe('subjectOfText: a name that belongs to a mail domain stands for that, and it is said', () => {
  it.each<[text: string, policyDomain: string, readFrom: string, alternatives: string[], reason: string]>([
    ['_mta-sts.example.com', 'example.com', '_mta-sts.example.com', [], 'the name of the record'],
    [
      '_MTA-STS.Example.com.',
      'example.com',
      '_MTA-STS.Example.com',
      [],
      'in another case, with the final dot',
    ],
    ['_smtp._tls.example.com', 'example.com', '_smtp._tls.example.com', [], 'the name of the TLSRPT record'],
    ['_dmarc.example.com', 'example.com', '_dmarc.example.com', [], 'that of another record'],
    ['_mta–sts.example.com', 'example.com', '_mta-sts.example.com', [], 'a dash that a word processor made'],
    [
      'mta‑sts.example.com',
      'example.com',
      'mta-sts.example.com',
      ['mta-sts.example.com'],
      'one that breaks no line',
    ],
    ['s1._domainkey.example.com', 'example.com', 's1._domainkey.example.com', [], 'one with a selector'],
    [
      '_25._tcp.mx.example.com',
      'mx.example.com',
      '_25._tcp.mx.example.com',
      ['example.com'],
      'a record of a host stands for the host, and its domain is offered',
    ],
    ['*.example.com', 'example.com', '*.example.com', [], 'a pattern'],
    ['*.mail.example.com', 'mail.example.com', '*.mail.example.com', ['example.com'], 'a deeper one'],
    [
      'mta-sts.example.com',
      'example.com',
      'mta-sts.example.com',
      ['mta-sts.example.com'],
      'the policy host, which can still be checked as a mail domain of its own',
    ],
    [
      'mta-sts.mail.example.com',
      'mail.example.com',
      'mta-sts.mail.example.com',
      ['mta-sts.mail.example.com', 'example.com'],
      'the policy host of a subdomain',
    ],
    [
      'mta-sts.münchen.de',
      'xn--mnchen-3ya.de',
      'mta-sts.münchen.de',
      ['mta-sts.xn--mnchen-3ya.de'],
      'in U-labels, as it was typed',
    ],
    [
      'https://mta-sts.example.com/.well-known/mta-sts.txt',
      'example.com',
      'mta-sts.example.com',
      ['mta-sts.example.com'],
      'the address of the file',
    ],
    [
      'https://mta-sts.mail.example.com:443/.well-known/mta-sts.txt',
      'mail.example.com',
      'mta-sts.mail.example.com',
      ['mta-sts.mail.example.com', 'example.com'],
      'the file of a subdomain belongs to that, not to the registrable domain',
    ],
    [
      '_mta-sts.example.com. 300 IN TXT "v=STSv1; id=1"',
      'example.com',
      '_mta-sts.example.com',
      [],
      'a line of a zone file',
    ],
  ])('%j is %s', (text, policyDomain, readFrom, alternatives) => {
    expect(subjectOfText(text)).toEqual({ state: 'found', policyDomain, alternatives, readFrom });
  });

  it.each<Found>([
    ['a@mta-sts.example.com', 'mta-sts.example.com', ['example.com'], 'an address says which domain'],
    ['mta-sts.com', 'mta-sts.com', [], 'a registrable domain is nobody’s policy host'],
    ['mta-sts.co.uk', 'mta-sts.co.uk', [], 'below a longer suffix too'],
    ['xmta-sts.example.com', 'xmta-sts.example.com', ['example.com'], 'the label has to be that one'],
  ])('%j is itself: %s', (text, policyDomain, alternatives) => {
    expect(subjectOfText(text)).toEqual({ state: 'found', policyDomain, alternatives });
  });

  it.each(['my_host.example.com', '_mta-sts', '*.', '*._x', '_a._b.c_d', '_x.co.uk', 'a.*.example.com'])(
    '%j is no name at all',
    (text) => {
      expect(subjectOfText(text)).toEqual({
        state: 'unsupported',
        reason: 'not-a-name',
        text: text.replace(/\.$/, ''),
      });
    },
  );

  it('a page on a policy host stands for the domain whose policy it serves', () => {
    expect(subjectOfUrl('https://mta-sts.mail.example.com/x')).toEqual({
      state: 'found',
      policyDomain: 'mail.example.com',
      alternatives: ['mta-sts.mail.example.com', 'example.com'],
    });
  });

  it('in the address of a page of ours each name is itself, and what is none is read as a text', () => {
    const own = { state: 'found', policyDomain: 'mta-sts.example.com', alternatives: ['example.com'] };
    expect(subjectOfName('mta-sts.example.com')).toEqual(own);
    expect(subjectOfName('*.example.com')).toEqual(subjectOfText('*.example.com'));
  });
});

describe('subjectOfText: with other words around', () => {
  it.each<[text: string, policyDomain: string, reason: string]>([
    ['Domain: example.com', 'example.com', 'a label before it is no host with a port'],
    ['e.g. example.com', 'example.com', 'a name with an ending that exists comes before one without'],
    ['example.net or a@example.com', 'example.com', 'an address says most'],
    ['example.net or https://example.com', 'example.com', 'so does a URL'],
    ['ask example.com today', 'example.com', 'a word before a name is no part of it in a sentence'],
    ['example.com/@alice', 'example.com', 'an @ in a path makes no address'],
    ['example.com:', 'example.com', 'a colon at the end is punctuation'],
    ['example.com example.net', 'example.com', 'two names are no torn one'],
    ['example.com here', 'example.com', 'together they end in what does not exist'],
    ['check: example.com', 'example.com', 'a mark behind a word makes a sentence'],
    ['is it example.com', 'example.com', 'so do three words'],
    ['a@example.com Alice', 'example.com', 'nor is an address with a name behind it'],
    ['@alice example.com', 'example.com', 'a name of a user is no address'],
  ])('%j is %s: %s', (text, policyDomain) => {
    expect(subjectOfText(text)).toMatchObject({ state: 'found', policyDomain });
  });
});

describe('subjectOfText: no policy domain', () => {
  it.each<Unsupported>([
    ['', 'empty', ''],
    [' \n ', 'empty', ''],
    ['@', 'empty', ''],
    ['user@', 'empty', ''],
    ['intranet', 'single-label', 'intranet'],
    [' hello  world ', 'not-a-name', 'hello  world'],
    ['localhost', 'special-use', 'localhost'],
    ['localhost:3000', 'special-use', 'localhost'],
    ['user@printer.local', 'special-use', 'printer.local'],
    ['192.0.2.1', 'ip-address', '192.0.2.1'],
    ['192.0.2.1:25', 'ip-address', '192.0.2.1'],
    ['[192.0.2.1]', 'ip-address', '192.0.2.1'],
    ['[2001:db8::1]:443', 'ip-address', '[2001:db8::1]'],
    ['[2001:db8::25]', 'ip-address', '[2001:db8::25]'],
    ['example.com:25x', 'not-a-name', 'example.com:25x'],
    ['example.com:123456', 'not-a-name', 'example.com:123456'],
    ['see 192.0.2.1 there', 'ip-address', '192.0.2.1'],
    ['exa"mple.com', 'not-a-name', 'exa"mple.com'],
    ['exam]ple.com', 'not-a-name', 'exam]ple.com'],
    ['http://[2001:db8::1]/', 'ip-address', '[2001:db8::1]'],
    ['user@[192.0.2.1]', 'address-literal', 'user@[192.0.2.1]'],
    ['user@[IPv6:2001:db8::1]', 'address-literal', 'user@[IPv6:2001:db8::1]'],
    ['a..b', 'not-a-name', 'a..b'],
    // A space within one name: what is left of it belongs to somebody else.
    ['exam ple.com', 'not-a-name', 'exam ple.com'],
    [' exam\u00a0ple.com ', 'not-a-name', 'exam\u00a0ple.com'],
    ['example.co m', 'not-a-name', 'example.co m'],
    ['mail.exam ple.com', 'not-a-name', 'mail.exam ple.com'],
    ['mün chen.de', 'not-a-name', 'mün chen.de'],
    ['mu\u0308n chen.de', 'not-a-name', 'mu\u0308n chen.de'],
    ['exam 1ple.com', 'not-a-name', 'exam 1ple.com'],
    ['ex4am ple.com', 'not-a-name', 'ex4am ple.com'],
    ['a..b c', 'not-a-name', 'a..b'],
    ['data:text/html,._mta-sts', 'browser-page', 'data:text/html,._mta-sts'],
    ['user@exam ple.com', 'not-a-name', 'user@exam ple.com'],
    ['user@example.co m', 'not-a-name', 'user@example.co m'],
    // Torn within a sentence: "ple.com" is not what the person meant.
    ['write to user@exam ple.com', 'single-label', 'exam'],
    ['@alice said hello', 'single-label', 'alice'],
    ['example.com,example.net', 'not-a-name', 'example.com,example.net'],
    ['about:blank', 'browser-page', 'about:blank'],
    ['2001:db8::1', 'ip-address', '2001:db8::1'],
    ['user@my_host.example.com', 'not-a-name', 'my_host.example.com'],
    ['Contact: <user@[192.0.2.1]>', 'address-literal', 'user@[192.0.2.1]>'],
    ['http://', 'not-a-name', 'http://'],
  ])('%j: %s %j', (text, reason, shown) => {
    expect(subjectOfText(text)).toEqual({ state: 'unsupported', reason, text: shown });
  });

  it('makes no name of one and what stands behind its port', () => {
    expect(subjectOfText('example.com:25x')).toMatchObject({ state: 'unsupported' });
  });

  it('reads no further than 2000 characters', () => {
    expect(subjectOfText(`${' '.repeat(1988)} example.com`)).toMatchObject({ policyDomain: 'example.com' });
    expect(subjectOfText(`${' '.repeat(2000)} example.com`)).toMatchObject({ reason: 'empty' });
  });
});

describe('registrableOf', () => {
  it.each<[text: string, expected: string | null, reason: string]>([
    ['a.b.example.co.uk', 'example.co.uk', 'the public suffix list says where'],
    ['example.com', 'example.com', 'itself'],
    ['a.alice.github.io', 'alice.github.io', 'with its private part'],
    ['co.uk', null, 'a suffix belongs to nobody'],
  ])('of %s is %s: %s', (text, expected) => {
    const name = parseDomainName(text);
    expect(name && registrableOf(name)).toBe(expected);
  });
});

describe('refusalOf', () => {
  it.each<
    [name: string, publicly: UnsupportedReason | null, privately: UnsupportedReason | null, reason: string]
  >([
    ['example.com', null, null, 'a public name'],
    ['alice.github.io', null, null, 'below a private suffix'],
    ['example.test', 'private-name', null, 'reserved (RFC 6761)'],
    ['mail.internal', 'private-name', null, 'private use'],
    ['router.home.arpa', 'private-name', null, 'of the home network (RFC 8375)'],
    ['1.168.192.in-addr.arpa', 'private-name', null, 'addresses have no mail'],
    ['example.nosuchsuffix', 'private-name', null, 'no public suffix'],
    ['com', 'single-label', 'single-label', 'one label'],
    ['localhost', 'special-use', 'special-use', 'this machine'],
    ['a.localhost', 'special-use', 'special-use', 'this machine'],
    ['printer.local', 'special-use', 'special-use', 'this link (RFC 6762)'],
    ['a.onion', 'special-use', 'special-use', 'Tor alone (RFC 7686)'],
  ])('%s: %s of a public resolver, %s of a custom one (%s)', (text, publicly, privately) => {
    const name = parseDomainName(text);
    if (name === null) throw new Error(`${text} is no domain name`);
    expect(refusalOf(name, false)).toBe(publicly);
    expect(refusalOf(name, true)).toBe(privately);
  });
});
