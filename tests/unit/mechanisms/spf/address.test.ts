import { describe, expect, it } from 'vitest';
import {
  addressText,
  isWithin,
  parseClient,
  parseIpv4,
  parseIpv6,
  type Address,
} from '../../../../lib/mechanisms/spf/address.ts';
import { amountOf } from '../../../../lib/mechanisms/spf/ranges.ts';

const address = (text: string): Address => {
  const read = parseClient(text);
  if (read === null) throw new Error(`${text} is no address`);
  return read;
};

describe('an address', () => {
  it.each<[text: string, shown: string | null, why: string]>([
    ['255.255.255.255', '255.255.255.255', 'the longest'],
    ['192.0.2', null, 'three octets'],
    ['192.0.2.1.1', null, 'five'],
    ['192.0.2.01', null, 'a leading zero'],
    ['192.0.2.256', null, 'beyond an octet'],
  ])('of IPv4, %s is %s: %s', (text, shown) => {
    const read = parseIpv4(text);
    expect(read && addressText(read)).toBe(shown);
  });

  it.each<[text: string, shown: string | null, why: string]>([
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', 'eight groups'],
    ['::', '::', 'none of them written'],
    ['2001:DB8::1', '2001:db8::1', 'in any case'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', 'one group left out'],
    [
      'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      'the longest',
    ],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', 'IPv4 at its end'],
    ['1:2:3:4:5:6:7', null, 'seven groups'],
    ['1:2:3:4:5:6:7:8:9', null, 'nine'],
    ['1:2:3:4::5:6:7:8', null, 'none left out'],
    ['1::2::3', null, 'twice left out'],
    ['1:2:3:4::5:6:7:8::9', null, 'the same with eight groups before the second'],
    ['::192.0.2.256', null, 'no IPv4 at its end'],
    ['::12345', null, 'five digits'],
    ['12', null, 'no colon'],
    ['fe80::1%eth0', null, 'a zone'],
  ])('of IPv6, %s is %s: %s', (text, shown) => {
    const read = parseIpv6(text);
    expect(read && addressText(read)).toBe(shown);
  });

  it.each<[text: string, family: 4 | 6, why: string]>([
    [' 192.0.2.1 ', 4, 'with space around it'],
    ['::ffff:192.0.2.1', 4, 'IPv4 that is mapped (RFC 7208 §5)'],
    ['::fffe:192.0.2.1', 6, 'another prefix'],
    ['::ff:192.0.2.1', 6, 'half of it'],
    ['::ff00:192.0.2.1', 6, 'the other half'],
    ['1::ffff:192.0.2.1', 6, 'bits before it'],
    ['::1:ffff:192.0.2.1', 6, 'right before it'],
  ])('of a client, %s is of family %i: %s', (text, family) => {
    expect(address(text).family).toBe(family);
  });

  it.each<[one: string, other: string, length: number, isSame: boolean]>([
    ['192.0.2.1', '192.0.2.1', 32, true],
    ['192.0.2.1', '192.0.2.2', 32, false],
    ['192.0.2.1', '192.0.2.254', 24, true],
    ['192.0.2.128', '192.0.2.1', 25, false],
    ['192.0.2.1', '192.0.2.127', 25, true],
    ['0.0.0.0', '255.255.255.255', 0, true],
    ['0.0.0.0', '::', 0, false],
    ['2001:db8::', '2001:db8:ffff::', 32, true],
  ])('%s and %s have the first %i bits in common: %s', (one, other, length, isSame) => {
    expect(isWithin(address(one), address(other), length)).toBe(isSame);
  });
});

describe('how many addresses ranges hold', () => {
  const ranges = (...texts: readonly string[]) =>
    texts.map((text) => {
      const [network = '', prefix] = text.split('/');
      return { address: address(network), prefix: Number(prefix) };
    });

  it.each<[why: string, texts: readonly string[], ipv4: number, ipv6: number]>([
    ['none', [], 0, 0],
    ['one address', ['192.0.2.1/32'], 1, 0],
    ['two beside each other', ['192.0.2.0/25', '192.0.2.128/25'], 256, 0],
    ['one within another, which stands behind it', ['192.0.2.4/30', '192.0.2.0/24'], 256, 0],
    ['the same twice', ['192.0.2.0/24', '192.0.2.0/24'], 256, 0],
    ['three in the wrong order', ['198.51.100.0/24', '192.0.2.0/24', '203.0.113.0/24'], 768, 0],
    ['three that overlap', ['10.0.1.0/24', '10.0.0.0/22', '10.0.2.0/24'], 1024, 0],
    ['bits of the host', ['192.0.2.77/24', '192.0.2.0/24'], 256, 0],
    ['all of IPv4', ['0.0.0.0/0'], 2 ** 32, 0],
    ['networks of sites', ['2001:db8::/62', '2001:db8:0:1::/64'], 0, 4],
    ['addresses within one site', ['2001:db8::1/128', '2001:db8::2/128'], 0, 1],
    ['both families', ['192.0.2.0/31', '2001:db8::/63'], 2, 2],
  ])('%s', (_, texts, ipv4, ipv6) => {
    expect(amountOf(ranges(...texts))).toEqual({ ipv4, ipv6 });
  });
});
