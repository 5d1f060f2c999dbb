import type { DomainName } from '../names/domain-name.ts';
import type { Lookup, LookUp, MxRecord } from './lookup.ts';
import { lookUpSecured, type Secured } from './security.ts';

/**
 * The names of the mail servers in an answer for MX, in order of preference and then of name, each once. Without MX records the domain is its own (RFC 5321
 * §5.1); a null MX, a name that does not exist and no answer name none. Pure.
 */
export function mailServersIn(mx: Lookup<MxRecord>, domain: DomainName): string[] {
  if (mx.state === 'absent') return mx.reason === 'nodata' ? [domain] : [];
  if (mx.state === 'unavailable') return [];
  const named = mx.records.filter(({ exchange }) => exchange !== '');
  const sorted = named.toSorted((a, b) => a.preference - b.preference || compare(a.exchange, b.exchange));
  return [...new Set(sorted.map(({ exchange }) => exchange))];
}

/** The address of a host with what DNSSEC says of it: IPv4 first, as everybody asks it, and IPv6 where there is none. Never rejects. */
export async function lookUpSecuredAddress(name: string, lookUp: LookUp): Promise<Secured<string>> {
  const v4 = await lookUpSecured(name, 'A', lookUp);
  const isNodata = v4.answer.state === 'absent' && v4.answer.reason === 'nodata';
  return isNodata ? lookUpSecured(name, 'AAAA', lookUp) : v4;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
