import { describe, expect, it } from 'vitest';
import { DEFAULT_RESOLVER, RESOLVERS, parseCustomResolver } from '../../../lib/dns/resolver.ts';
import { originOf } from '../../../lib/dns/resolver-origin.ts';

describe('the known resolvers', () => {
  it('are four, the default first', () => {
    expect(RESOLVERS.map(({ id }) => id)).toEqual(['cloudflare', 'quad9', 'google', 'mullvad']);
    expect(RESOLVERS.map(({ name }) => name)).toEqual(['Cloudflare', 'Quad9', 'Google', 'Mullvad']);
    expect(RESOLVERS[0]).toBe(DEFAULT_RESOLVER);
  });

  it('are https, and known again by their address', () => {
    for (const resolver of RESOLVERS) expect(parseCustomResolver(` ${resolver.url}{?dns} `)).toBe(resolver);
  });

  it('only Quad9 blocks without recursion', () => {
    expect(RESOLVERS.filter((r) => r.blocksWithoutRecursion).map(({ id }) => id)).toEqual(['quad9']);
  });
});

describe('parseCustomResolver', () => {
  const good: readonly (readonly [text: string, url: string, name: string, why: string])[] = [
    ['https://dns.example.com/dns-query', 'https://dns.example.com/dns-query', 'dns.example.com', 'as it is'],
    [
      '  https://dns.example.com/q\n',
      'https://dns.example.com/q',
      'dns.example.com',
      'space around it is trimmed',
    ],
    ['https://dns.example.com/q{?dns}', 'https://dns.example.com/q', 'dns.example.com', 'RFC 8484 template'],
    [
      ' https://dns.example.com/q{?dns} ',
      'https://dns.example.com/q',
      'dns.example.com',
      'with space around it',
    ],
    ['https://dns.example.com', 'https://dns.example.com/', 'dns.example.com', 'no path'],
    ['https://dns.example.com:8443/q', 'https://dns.example.com:8443/q', 'dns.example.com:8443', 'a port'],
    ['https://192.0.2.53/q', 'https://192.0.2.53/q', '192.0.2.53', 'an address'],
    [
      'https://dns.example.com/q#part',
      'https://dns.example.com/q',
      'dns.example.com',
      'a fragment is never sent',
    ],
    [
      'https://dns.example.com/q?key=1',
      'https://dns.example.com/q?key=1',
      'dns.example.com',
      'a query of its own',
    ],
    ['HTTPS://DNS.Example.COM/Q', 'https://dns.example.com/Q', 'dns.example.com', 'case of scheme and host'],
  ];
  it.each(good)('takes %j', (text, url, name) => {
    expect(parseCustomResolver(text)).toEqual({ id: 'custom', name, url });
  });

  it.each([
    ['https://dns10.quad9.net/dns-query', true],
    ['https://quad9.net/dns-query', true],
    ['https://quad9.net.example.com/dns-query', undefined],
    ['https://notquad9.net/dns-query', undefined],
  ])('knows that %s blocks without recursion, as Quad9 does: %s', (url, blocks) => {
    expect(parseCustomResolver(url)).toMatchObject({ id: 'custom', url });
    expect(parseCustomResolver(url)?.blocksWithoutRecursion).toBe(blocks);
  });

  it.each<[text: string, id: string, why: string]>([
    ['https://cloudflare-dns.com/dns-query/', 'cloudflare', 'a final slash'],
    ['https://cloudflare-dns.com/dns-query?x=1', 'cloudflare', 'a query'],
    ['https://Cloudflare-DNS.com/DNS-Query', 'cloudflare', 'capital letters'],
    ['https://cloudflare-dns.com:443/dns-query', 'cloudflare', 'the port that https has anyway'],
    ['https://cloudflare-dns.com./dns-query', 'cloudflare', 'a final dot'],
    ['https://cloudflare-dns.com/', 'cloudflare', 'no path'],
    ['https://cloudflare%2Ddns.com/dns-query', 'cloudflare', 'a percent sign in the host'],
    ['https://one.one.one.one/dns-query', 'cloudflare', 'its other name'],
    ['https://1.1.1.1/dns-query', 'cloudflare', 'its address'],
    ['https://1.0.0.1/dns-query', 'cloudflare', 'its second address'],
    ['https://0x01010101/dns-query', 'cloudflare', 'its address as one number'],
    ['https://[2606:4700:4700::1111]/dns-query', 'cloudflare', 'its address in IPv6'],
    ['https://[2606:4700:4700:0:0:0:0:1001]/dns-query', 'cloudflare', 'the second, written out'],
    ['https://[::ffff:1.1.1.1]/dns-query', 'cloudflare', 'IPv4 within IPv6'],
    ['https://9.9.9.9/dns-query', 'quad9', 'its address'],
    ['https://149.112.112.112:443/dns-query', 'quad9', 'its second address'],
    ['https://[2620:fe::fe]/dns-query', 'quad9', 'its address in IPv6'],
    ['https://[2620:fe::9]/dns-query', 'quad9', 'the second'],
    ['https://dns.quad9.net./dns-query', 'quad9', 'a final dot'],
    ['https://8.8.8.8/', 'google', 'its address, no path'],
    ['https://8.8.4.4/dns-query{?dns}', 'google', 'its second address, a template'],
    ['https://[2001:4860:4860::8888]/dns-query', 'google', 'its address in IPv6'],
    ['https://[2001:4860:4860::8844]/dns-query', 'google', 'the second'],
    ['https://194.242.2.2/dns-query', 'mullvad', 'its address'],
    ['https://[2a07:e340::2]/dns-query', 'mullvad', 'its address in IPv6'],
  ])('knows %s for %s: %s', (text, id) => {
    expect(parseCustomResolver(text)).toBe(RESOLVERS.find((resolver) => resolver.id === id));
  });

  it.each<[text: string, why: string]>([
    ['https://cloudflare-dns.com:8443/dns-query', 'another port may be another service'],
    ['https://cloudflare-dns.com.example.com/dns-query', 'another domain'],
    ['https://notcloudflare-dns.com/dns-query', 'another domain'],
    ['https://security.cloudflare-dns.com/dns-query', 'another service, which filters'],
    ['https://1.1.1.2/dns-query', 'the address of that'],
    ['https://9.9.9.10/dns-query', 'another service, which does not filter'],
    ['https://adblock.dns.mullvad.net/dns-query', 'another service, which filters'],
    ['https://[::ffff:10.0.0.1]/dns-query', 'a private address within IPv6'],
  ])('takes %s for no resolver of the list: %s', (text) => {
    expect(parseCustomResolver(text)).toMatchObject({ id: 'custom', url: new URL(text).href });
  });

  it('takes a template off the end alone', () => {
    expect(parseCustomResolver('https://dns.example.com/{?dns}/q')?.url).toContain('dns}/q');
  });

  const bad: readonly (readonly [text: string, why: string])[] = [
    ['', 'nothing'],
    ['dns.example.com', 'no scheme'],
    ['http://dns.example.com/q', 'not encrypted'],
    ['tls://dns.example.com', 'another protocol'],
    ['javascript:alert(1)', 'no address'],
    ['https://', 'no host'],
    ['https://user@dns.example.com/q', 'a user name would be sent'],
    ['https://user:pass@dns.example.com/q', 'so would a password'],
    ['https://dns example.com/q', 'a space in the host'],
  ];
  it.each(bad)('refuses %j: %s', (text) => {
    expect(parseCustomResolver(text)).toBeNull();
  });
});

describe('originOf', () => {
  it('is a match pattern of the host, which knows no port', () => {
    expect(originOf(parseCustomResolver('https://dns.example.com:8443/q')!)).toBe(
      'https://dns.example.com/*',
    );
    expect(originOf(DEFAULT_RESOLVER)).toBe('https://cloudflare-dns.com/*');
  });
});
