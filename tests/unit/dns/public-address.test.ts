import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../lib/dns/public-address.ts';

describe('an address that is not public', () => {
  const rows: readonly (readonly [why: string, address: string])[] = [
    ['this network (RFC 791)', '0.0.0.0'],
    ['private, class A (RFC 1918)', '10.255.255.255'],
    ['the first of 172.16/12', '172.16.0.0'],
    ['the last of 172.16/12', '172.31.255.255'],
    ['private, class C', '192.168.0.1'],
    ['a carrier’s customers (RFC 6598)', '100.64.0.1'],
    ['this machine', '127.0.0.1'],
    ['any other of this machine', '127.255.255.254'],
    ['the link; also the metadata service of clouds', '169.254.169.254'],
    ['protocols of the IETF (RFC 6890)', '192.0.0.1'],
    ['documentation (RFC 5737)', '192.0.2.1'],
    ['the second net of it', '198.51.100.1'],
    ['the third', '203.0.113.1'],
    ['names of private addresses, by DNAME (RFC 7535)', '192.31.196.1'],
    ['multicast through a tunnel (RFC 7450)', '192.52.193.1'],
    ['relays of 6to4, given up (RFC 7526)', '192.88.99.1'],
    ['names of private addresses (RFC 7534)', '192.175.48.1'],
    ['benchmarks (RFC 2544)', '198.18.0.1'],
    ['a group', '224.0.0.1'],
    ['kept for the future', '240.0.0.1'],
    ['everybody', '255.255.255.255'],
    ['no address', '::'],
    ['this machine, IPv6', '::1'],
    ['a site of its own (RFC 4193)', 'fc00::1'],
    ['the other half of it', 'fdff:ffff::1'],
    ['the link, IPv6', 'fe80::1'],
    ['a group, IPv6', 'ff02::1'],
    ['documentation, IPv6 (RFC 3849)', '2001:db8::1'],
    ['IPv4 within IPv6', '::ffff:10.0.0.1'],
    ['IPv4 behind a translator (RFC 6052)', '64:ff9b::a00:1'],
    ['IPv4 within 6to4 (RFC 3056)', '2002:a00:1::1'],
    ['no address at all', 'mta-sts.example.com'],
    ['nothing', ''],
    ['five numbers', '5.198.41.0.4'],
    ['a number beyond an octet', '198.41.0.256'],
    ['half an IPv6 address', '2606:4700'],
    ['no hexadecimal digits', '2606:4700::mx'],
  ];
  it.each(rows)('%s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a public address', () => {
  it.each(['198.41.0.4', '9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '100.128.0.0'])(
    '%s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
  it.each(['2001:503:ba3e::2:30', '2606:4700::1111', '2a00:1450::1'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
