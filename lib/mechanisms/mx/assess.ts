import type { AddressState } from './address-state.ts';
import { isIpAddress, isNeverAsked, parseDomainName, type DomainName } from '../../names/domain-name.ts';
import type { LookUp, Unknown } from '../../dns/lookup.ts';

/** Where mail to a domain goes. */
export type MxFacts =
  | ({ readonly state: 'found' } & Servers & Answered)
  | ({
      readonly state: 'absent';
      /** A null MX (RFC 7505), no such name, or neither MX nor address (RFC 5321 §5.1). */
      readonly reason: 'null-mx' | 'nxdomain' | 'no-address';
    } & Answered)
  | Unknown;

export interface Servers {
  /** In order of preference, then of name. */
  readonly hosts: readonly MxHost[];
  /** No MX record: the domain's own address receives the mail (RFC 5321 §5.1). */
  readonly implicit: boolean;
}

interface Answered {
  /**
   * The preferences of MX records that name the root. RFC 7505 §3 knows one alone, with preference 0; beside a host it
   * contradicts.
   */
  readonly nullPreferences: readonly number[];
  readonly authentic: boolean;
  readonly ttlSeconds: number;
}

export interface MxHost {
  /** As in the MX record, lower case, without the final dot; usually a host name, but DNS allows anything. */
  readonly name: string;
  readonly preference: number;
  readonly isHostName: boolean;
  /** What its name leads to; pending while asked, unchecked beyond the first `MAX_CHECKED`. */
  readonly address: AddressState;
  /** The name that it is an alias of, which RFC 2181 §10.3 forbids, or null. */
  readonly aliasOf: string | null;
}

/** So many hosts are looked up one by one; a domain with more is judged all the same, without this check. */
export const MAX_CHECKED = 30;

/**
 * Finds the mail servers of a domain and, once they are known, asks whether each has an address. `publish` gets every
 * state of knowledge; the promise settles with the last. Never rejects.
 */
export async function assessMx(
  domain: DomainName,
  lookUp: LookUp,
  publish: (facts: MxFacts) => void,
): Promise<MxFacts> {
  const answer = await lookUp(domain, 'MX');
  if (answer.state === 'unavailable') return answer;
  const { authentic, ttlSeconds } = answer;
  if (answer.state === 'absent')
    return answer.reason === 'nxdomain'
      ? { state: 'absent', reason: 'nxdomain', nullPreferences: [], authentic, ttlSeconds }
      : assessImplicitMx(domain, lookUp, answer);
  const named = answer.records.filter(({ exchange }) => exchange !== '');
  const answered = {
    nullPreferences: answer.records
      .filter(({ exchange }) => exchange === '')
      .map(({ preference }) => preference),
    authentic,
    ttlSeconds,
  };
  if (named.length === 0) return { state: 'absent', reason: 'null-mx', ...answered };
  const hosts = named
    .toSorted((a, b) => a.preference - b.preference || compare(a.exchange, b.exchange))
    .map(({ exchange, preference }, index) => newHost(exchange, preference, index));
  const facts: MxFacts = { state: 'found', hosts, implicit: false, ...answered };
  publish(facts);
  return { ...facts, hosts: await Promise.all(hosts.map((host) => checkHost(host, lookUp))) };
}

async function assessImplicitMx(
  domain: DomainName,
  lookUp: LookUp,
  mx: { readonly authentic: boolean; readonly ttlSeconds: number },
): Promise<MxFacts> {
  const address = await lookUpAddress(domain, lookUp);
  if (address.state === 'unavailable') return address;
  const answered = {
    nullPreferences: [],
    // It takes both answers to say so.
    authentic: mx.authentic && address.authentic,
    ttlSeconds: Math.min(mx.ttlSeconds, address.ttlSeconds),
  };
  if (address.state === 'absent') return { state: 'absent', reason: 'no-address', ...answered };
  const host: MxHost = { ...newHost(domain, 0, 0), address: 'found' };
  return { state: 'found', hosts: [host], implicit: true, ...answered };
}

function newHost(name: string, preference: number, index: number): MxHost {
  const host = parseDomainName(name);
  const isHostName = host !== null;
  const isAsked = host !== null && index < MAX_CHECKED && !isNeverAsked(host);
  // The name of an IP address is no address: nothing resolves it.
  const unasked = isIpAddress(name) ? 'absent' : 'unchecked';
  return { name, preference, isHostName, address: isAsked ? 'pending' : unasked, aliasOf: null };
}

async function checkHost(host: MxHost, lookUp: LookUp): Promise<MxHost> {
  if (host.address !== 'pending') return host;
  const answer = await lookUpAddress(host.name, lookUp);
  if (answer.state === 'unavailable') return { ...host, address: 'unavailable' };
  return { ...host, address: answer.state, aliasOf: answer.aliases.at(-1) ?? null };
}

/** IPv4 first: nearly every mail server has it, so that nearly every host costs one question. */
async function lookUpAddress(name: string, lookUp: LookUp) {
  const v4 = await lookUp(name, 'A');
  return v4.state === 'absent' && v4.reason === 'nodata' ? lookUp(name, 'AAAA') : v4;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
