import { isWithin } from './zones.ts';

/** Domains of the lab that all is well with, and what a resolver makes of them and of all below them that blocks them in its own way. */
export const BLOCKED = [
  { domain: 'enforce.test', how: 'always_nxdomain', rcode: 'NXDOMAIN' },
  { domain: 'testing.test', how: 'always_nodata', rcode: 'NOERROR' },
  { domain: 'wildcard.test', how: 'static', rcode: 'NXDOMAIN' },
  { domain: 'unix.test', how: 'rpz', rcode: 'NXDOMAIN' },
  { domain: 'split-txt.test', how: 'rpz', rcode: 'NOERROR' },
] as const;

/** The response code with which a name is blocked, without an SOA; undefined for a name that is not. */
export function blockedAs(name: string): (typeof BLOCKED)[number]['rcode'] | undefined {
  return BLOCKED.find(({ domain }) => isWithin(name, domain))?.rcode;
}
