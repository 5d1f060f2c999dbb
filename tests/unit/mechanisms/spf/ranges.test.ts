import { expect, it } from 'vitest';
import { parseIpv4, parseIpv6 } from '../../../../lib/mechanisms/spf/address.ts';
import { amountOf } from '../../../../lib/mechanisms/spf/ranges.ts';

const rangeOf = (text: string) => {
  const [written = '', prefix = ''] = text.split('/');
  const address = parseIpv4(written) ?? parseIpv6(written);
  if (address === null) throw new Error(text);
  return { address, prefix: Number(prefix) };
};

it.each<[why: string, ranges: readonly string[], ipv4: number, ipv6: number]>([
  ['nothing', [], 0, 0],
  ['one address', ['192.0.2.1/32'], 1, 0],
  ['the same twice counts once', ['192.0.2.1/32', '192.0.2.1/32'], 1, 0],
  ['one within another', ['192.0.2.0/24', '192.0.2.7/32'], 256, 0],
  ['the larger one behind the smaller', ['192.0.2.0/32', '192.0.2.0/24'], 256, 0],
  ['two that lie side by side', ['192.0.2.0/25', '192.0.2.128/25'], 256, 0],
  ['in whatever order they stand', ['203.0.113.0/24', '192.0.2.0/24', '198.51.100.0/24'], 768, 0],
  ['a large one, one within it, one behind it', ['10.0.0.0/8', '10.1.0.0/16', '11.0.0.0/32'], 2 ** 24 + 1, 0],
  ['an address within its network counts from the start of that', ['192.0.2.77/24'], 256, 0],
  ['all of them', ['0.0.0.0/0'], 2 ** 32, 0],
  ['the last one', ['255.255.255.255/32'], 1, 0],
  ['of IPv6 the networks of 64 bits', ['2001:db8::/32'], 0, 2 ** 32],
  ['an address in one of them is that network', ['2001:db8::1/128', '2001:db8::2/128'], 0, 1],
  ['the families apart', ['192.0.2.0/30', '2001:db8::/63'], 4, 2],
])('%s', (_, ranges, ipv4, ipv6) => {
  expect(amountOf(ranges.map(rangeOf))).toEqual({ ipv4, ipv6 });
});
