import type { ZoneRecord } from './types.ts';

/** The TTL of every record of the lab that has no reason for another, in seconds. */
export const TTL_SECONDS = 300;

/** The longest character-string that fits into a TXT record, in octets (RFC 1035, 3.3.14). */
const LONGEST_STRING = 255;

/** An address record; all lab addresses are documentation addresses (RFC 5737). */
export function address(name: string, lastOctet: number): ZoneRecord {
  return { name, type: 'A', ttl: TTL_SECONDS, data: `192.0.2.${lastOctet}` };
}

/** An alias. */
export function cname(name: string, target: string): ZoneRecord {
  return { name, type: 'CNAME', ttl: TTL_SECONDS, data: target };
}

/** A mail server of `domain`; the exchange `.` makes it a null MX (RFC 7505). */
export function mx(domain: string, preference: number, exchange: string): ZoneRecord {
  return { name: domain, type: 'MX', ttl: TTL_SECONDS, data: { preference, exchange } };
}

/** A TXT record: a list gives its character-strings as they are; a long text is cut into strings of 255. */
export function txt(name: string, value: string | string[], ttl = TTL_SECONDS): ZoneRecord {
  const data = typeof value === 'string' ? inStrings(value) : value;
  return { name, type: 'TXT', ttl, data };
}

/** An address of IPv6 (RFC 3849). */
export function address6(name: string, last: number): ZoneRecord {
  return { name, type: 'AAAA', ttl: TTL_SECONDS, data: `2001:db8::${last}` };
}

/** A TLSA record for mail to `host`: usage, selector and matching type as they are written, and data in hexadecimal digits. */
export function tlsa(host: string, parameters: `${number} ${number} ${number}`, data: string): ZoneRecord {
  const [usage = 0, selector = 0, matchingType = 0] = parameters.split(' ').map(Number);
  return {
    name: `_25._tcp.${host}`,
    type: 'TLSA',
    ttl: TTL_SECONDS,
    data: { usage, selector, matchingType, data },
  };
}

/** The MTA-STS record of `domain`. */
export function sts(domain: string, value: string | string[]): ZoneRecord {
  return txt(`_mta-sts.${domain}`, value);
}

/** The TLSRPT record of `domain`. */
export function tlsrpt(domain: string, value: string | string[]): ZoneRecord {
  return txt(`_smtp._tls.${domain}`, value);
}

/** The DMARC record of `domain`. */
export function dmarc(domain: string, value: string | string[]): ZoneRecord {
  return txt(`_dmarc.${domain}`, value);
}

/** A DKIM key of `domain` (RFC 6376 §3.6). */
export function dkim(domain: string, selector: string, value: string | string[]): ZoneRecord {
  return txt(`${selector}._domainkey.${domain}`, value);
}

/** The BIMI record of `domain`. */
export function bimi(domain: string, value: string): ZoneRecord {
  return txt(`default._bimi.${domain}`, value);
}

/** Who may issue certificates for a name (RFC 8659 §4.1). */
export function caa(name: string, tag: string, value: string, flags = 0): ZoneRecord {
  return { name, type: 'CAA', ttl: TTL_SECONDS, data: { flags, tag, value } };
}

/** The address of the policy host of `domain`. */
export function policyAddress(domain: string): ZoneRecord {
  return address(`mta-sts.${domain}`, 80);
}

/** The addresses of the website of `domain`, so that there is a page to stand on. */
export function website(domain: string): ZoneRecord[] {
  return [address(domain, 1), address(`www.${domain}`, 1)];
}

function inStrings(value: string): string[] {
  const strings: string[] = [];
  for (let at = 0; at < value.length; at += LONGEST_STRING)
    strings.push(value.slice(at, at + LONGEST_STRING));
  return strings;
}
