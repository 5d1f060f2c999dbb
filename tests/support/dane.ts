import { Buffer } from 'node:buffer';
import type { Security } from '../../lib/dns/security.ts';
import type { DaneFacts, DaneHost, StoredTlsa, TlsaLookup } from '../../lib/mechanisms/dane/facts.ts';
import { MOST_OCTETS } from '../../lib/mechanisms/dane/facts.ts';
import { problemsOfTlsa } from '../../lib/mechanisms/dane/tlsa.ts';

export const SECURE: Security = { state: 'secure' };
export const INSECURE: Security = { state: 'insecure' };
export const BOGUS: Security = { state: 'bogus', detail: null };
export const SERVFAIL: Security = { state: 'unavailable', reason: 'servfail', detail: null };
export const TIMEOUT: Security = { state: 'unavailable', reason: 'timeout', detail: null };

export const DIGEST = 'ab'.repeat(32);

/** A record as a zone file has it: "3 1 1 abcd…". */
export function tlsa(text: string): StoredTlsa {
  const [usage = 0, selector = 0, matching = 0] = text.split(' ').map(Number);
  const hex = text.split(' ')[3] ?? '';
  const data = new Uint8Array(Buffer.from(hex, 'hex'));
  const problems = problemsOfTlsa({ usage, selector, matching, data });
  return { usage, selector, matching, octets: data.length, data: hex.slice(0, 2 * MOST_OCTETS), problems };
}

/** The answer at a base domain; without records there is none. */
export function tlsaLookup(
  base: string,
  records: readonly string[],
  security: Security = SECURE,
  change: Partial<TlsaLookup> = {},
): TlsaLookup {
  const isAnswered = security.state === 'secure' || security.state === 'insecure';
  const state = isAnswered ? (records.length > 0 ? 'found' : 'absent') : 'unavailable';
  return {
    base,
    state,
    security,
    unvalidated: null,
    aliases: [],
    count: records.length,
    records: records.map(tlsa),
    ...change,
  };
}

/** A server with a secure address and these records; one key and the next where none are named. */
export function daneHost(
  name: string,
  records: readonly string[] = [`3 1 1 ${DIGEST}`, `3 1 1 ${'cd'.repeat(32)}`],
  change: Partial<DaneHost> = {},
): DaneHost {
  return {
    name,
    address: 'found',
    security: SECURE,
    aliases: [],
    firstAlias: null,
    lookups: [tlsaLookup(name, records)],
    ...change,
  };
}

/** A server whose question for TLSA came to this. */
export function failingHost(name: string, security: Security, change: Partial<TlsaLookup> = {}): DaneHost {
  return daneHost(name, [], { lookups: [tlsaLookup(name, [], security, change)] });
}

/** A server in a zone that is not signed. */
export function unsignedHost(name: string): DaneHost {
  return daneHost(name, [], { security: INSECURE, lookups: [] });
}

/** What DANE says of a domain with signed MX records. */
export function daneOf(...hosts: readonly DaneHost[]): DaneFacts {
  return { state: 'found', mx: SECURE, hosts, isMisplaced: null, validates: true, ttlSeconds: 300 };
}
