import ipaddr from 'ipaddr.js';

/**
 * True for the text of an address that anybody on the internet can reach: of no range that is kept for something else, such as
 * a company's network, this machine, its link, a carrier's customers, documentation (RFC 6890), or IPv6 wrapped around any
 * IPv4. False for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.parse(text).range() === 'unicast';
}
