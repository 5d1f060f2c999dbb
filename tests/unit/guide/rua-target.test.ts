import { describe, expect, it } from 'vitest';
import type { RuaTargetFault } from '../../../lib/guide/codes.ts';
import { readRuaTarget } from '../../../lib/guide/rua-target.ts';

describe('readRuaTarget: what can be published', () => {
  it.each<[typed: string, uri: string, reason: string]>([
    ['mailto:tls@example.com', 'mailto:tls@example.com', 'as it is'],
    ['tls@example.com', 'mailto:tls@example.com', 'a bare address'],
    ['  tls@example.com \n', 'mailto:tls@example.com', 'space around it'],
    ['MAILTO:Tls@Example.COM', 'mailto:Tls@example.com', 'the local part keeps its case, the rest has none'],
    ['tls@münchen.example', 'mailto:tls@xn--mnchen-3ya.example', 'IDN becomes A-labels'],
    ['tls@example.com.', 'mailto:tls@example.com', 'a final dot'],
    ['a+b@example.com', 'mailto:a+b@example.com', 'a tag'],
    ['a!b@example.com', 'mailto:a%21b@example.com', '"!" is encoded (RFC 8460 §3)'],
    ['mailto:a;b@example.com', 'mailto:a%3Bb@example.com', '";" would end the field'],
    ['50%@example.com', 'mailto:50%25@example.com', 'in an address "%" is a character'],
    ['mailto:50%25@example.com', 'mailto:50%25@example.com', 'in a URI it is an escape'],
    ['a?b@example.com', 'mailto:a%3Fb@example.com', 'in an address "?" is one too'],
    ['mailto:a@example.com?subject=TLS', 'mailto:a@example.com?subject=TLS', 'in a URI it starts the query'],
    [
      'mailto:a@example.com?x=\ud800',
      'mailto:a@example.com?x=%EF%BF%BD',
      'half a surrogate pair has no UTF-8: it becomes U+FFFD',
    ],
    ['https://reports.example/v1/tls', 'https://reports.example/v1/tls', 'a web address'],
    ['HTTPS://Reports.Example', 'https://reports.example/', 'in the form of URLs'],
    ['https://reports.example/?a=1,2;3!', 'https://reports.example/?a=1%2C2%3B3%21', 'encoded'],
    ['https://münchen.example:8443/ü', 'https://xn--mnchen-3ya.example:8443/%C3%BC', 'IDN, port, path'],
    [
      'https://reports.example/r#a/b?c:d@e%20!',
      'https://reports.example/r#a/b?c:d@e%20%21',
      'a fragment is encoded too',
    ],
    [
      'https://reports.example/?for=https://b.example/',
      'https://reports.example/?for=https://b.example/',
      'a URL within a URL is no second target',
    ],
    ['2a:b@c.example', 'mailto:2a%3Ab@c.example', 'a scheme would begin with a letter'],
    [`${'a'.repeat(64)}@b.example`, `mailto:${'a'.repeat(64)}@b.example`, '64 octets'],
    [
      `mailto:${'%41'.repeat(64)}@b.example`,
      `mailto:${'%41'.repeat(64)}@b.example`,
      'an escape is one octet, however it is written',
    ],
    ['a%0d@b.example', 'mailto:a%250d@b.example', 'in an address this is no escape'],
  ])('%j: %s (%s)', (typed, uri) => {
    expect(readRuaTarget(typed)).toEqual({ state: 'valid', uri });
  });
});

describe('readRuaTarget: what is of no use', () => {
  it.each<[typed: string, fault: RuaTargetFault, parameters: object, reason: string]>([
    ['', 'empty', {}, 'nothing'],
    [' \t', 'empty', {}, 'nothing but space'],
    [`a@${'b'.repeat(1000)}.example`, 'too-long', { limit: 1000 }, 'pasted by mistake'],
    [`@${','.repeat(65_536)}`, 'too-long', { limit: 1000 }, 'a text of 64 KiB is not searched for targets'],
    ['a@b.example, c@d.example', 'several', {}, 'one target in each field'],
    ['a@b.example;c@d.example', 'several', {}, 'whatever separates them'],
    ['mailto:a@b.example,https://c.example/', 'several', {}, 'of either kind'],
    ['mailto:a@b.example mailto:c@d.example', 'several', {}, 'a space'],
    ['a@b.example http://c.example/', 'several', {}, 'one of no use beside it'],
    ['https://a.example/,https://c.example/', 'several', {}, 'two web addresses'],
    ['https://a.example/ http://c.example/', 'several', {}, 'apart by a space'],
    [
      'mailto:a@b.example?body=https://b.example/, c@d.example',
      'several',
      {},
      'a web address within the first',
    ],
    ['tls @example.com', 'space', {}, 'space within'],
    ['https://a.example/\tb', 'space', {}, 'a tab, which a URL parser would swallow'],
    ['example.com', 'address', {}, 'neither address nor URI'],
    ['@example.com', 'address', {}, 'nobody'],
    ['tls@', 'address', {}, 'nowhere'],
    ['a@b@example.com', 'address', {}, 'two @'],
    ['mailto:', 'address', {}, 'a scheme alone'],
    ['mailto:a@b.example!10m', 'size-limit', { limit: '!10m' }, 'a limit is DMARC, not TLSRPT'],
    ['a@b.example!5', 'size-limit', { limit: '!5' }, 'with or without a unit'],
    ['a@b!5.example', 'host', { host: 'b!5.example' }, 'in the middle it is none'],
    ['jörg@example.com', 'not-ascii', { character: 'ö' }, 'most senders could not write to it'],
    ['tls@localhost', 'unreachable', { host: 'localhost' }, 'no sender reaches it'],
    ['mailto:tls@mail.local', 'unreachable', { host: 'mail.local' }, 'nor beyond its own network'],
    ['tls@intranet', 'unreachable', { host: 'intranet' }, 'nor without a dot'],
    ['tls@exa_mple.com', 'host', { host: 'exa_mple.com' }, 'no host name'],
    ['tls@192.0.2.1', 'host', { host: '192.0.2.1' }, 'nor an address of the net'],
    ['http://reports.example/', 'plain-http', {}, 'RFC 8460 knows https alone'],
    [
      'http://reports.example/?to=a@b.example,c@d.example',
      'plain-http',
      {},
      'what looks like addresses is part of it',
    ],
    ['ftp://reports.example/', 'scheme', { scheme: 'ftp' }, 'another scheme'],
    ['https://', 'syntax', {}, 'no host'],
    ['https://reports.example/%zz', 'syntax', {}, 'a broken escape'],
    ['https://user:secret@reports.example/', 'password', {}, 'DNS is public'],
    ['https://user@reports.example/', 'password', {}, 'a name without a password'],
    ['https://:secret@reports.example/', 'password', {}, 'a password without a name'],
    ['https://localhost/', 'unreachable', { host: 'localhost' }, 'no sender reaches it'],
    ['https://10.0.0.1/r', 'unreachable', { host: '10.0.0.1' }, 'a private network'],
    ['https://0x7f.1/r', 'unreachable', { host: '127.0.0.1' }, 'this machine, in another form'],
    ['https://[::1]/r', 'unreachable', { host: '[::1]' }, 'this machine, by IPv6'],
    ['https://[2606:4700::1]/', 'unreachable', { host: '[2606:4700::1]' }, 'a service has a name'],
    ['https://9.9.9.9/r', 'unreachable', { host: '9.9.9.9' }, 'a public address too'],
    [`${'a'.repeat(65)}@b.example`, 'local-part-too-long', { limit: 64 }, 'RFC 5321 §4.5.3.1.1'],
    [`mailto:${'%41'.repeat(65)}@b.example`, 'local-part-too-long', { limit: 64 }, 'with escapes too'],
    ['mailto:a%0d%0ab@b.example', 'control-character', { escape: '%0d' }, 'a line end before the @'],
    ['mailto:a@b.example?subject=x%0ABcc:c', 'control-character', { escape: '%0A' }, 'and in the query'],
    ['https://b.example/r%00', 'control-character', { escape: '%00' }, 'and in a path'],
    ['https://b.example/?r=%7F', 'control-character', { escape: '%7F' }, 'DEL is one too'],
  ])('%j: %s %j (%s)', (typed, fault, parameters) => {
    expect(readRuaTarget(typed)).toEqual({ state: 'invalid', fault, parameters });
  });
});
