import { parseClient, parseIpv6 } from './address.ts';

/** Bits before the IPv4 address (RFC 4291 §2.5.5.2). */
const BEFORE = 96;

/**
 * The network of IPv4 that an address or a range mapped into IPv6 stands for: receivers take such a client for one of IPv4 (RFC 7208 §5), so that no `ip6` ever matches it. Empty where the
 * length leaves open what was meant; null for what is not mapped. Pure.
 */
export function mappedNetwork(network: string): string | null {
  const [address = '', length, more] = network.split('/');
  const client = parseIpv6(address) && parseClient(address);
  if (client?.family !== 4) return null;
  const text = client.octets.join('.');
  if (length === undefined) return text;
  const isWithin = /^\d{2,3}$/.test(length) && Number(length) >= BEFORE && Number(length) <= 128;
  return isWithin && more === undefined ? `${text}/${Number(length) - BEFORE}` : '';
}
