import type { LookUp } from '../../dns/lookup.ts';
import { mailServersIn } from '../../dns/mail-servers.ts';
import { believedOf, lookUpSecured, type Security } from '../../dns/security.ts';
import type { Asking } from '../../mechanism.ts';
import { isIpAddress, isNeverAsked, parseDomainName, type DomainName } from '../../names/domain-name.ts';
import { tlsaNameOf } from './base-names.ts';
import { lookUpHost, type Asked } from './look-up-host.ts';
import type { DaneFacts, DaneHost, DaneParts } from './facts.ts';

/** Nothing is known to change sooner. */
const LONGEST_LIFE_S = 3600;
/** So many servers are asked about, the first ones; as many as are looked up at all. */
const MOST_HOSTS = 30;

/**
 * Finds the TLSA records of the mail servers (RFC 7672 §2.2), each server by itself. The questions for MX records and addresses are those that are
 * asked anyway; one for TLSA comes on top of them for each server whose address is secure, and none for others. Never rejects.
 */
export async function gatherDane({
  policyDomain,
  lookUp,
  parts,
  publish,
  validates,
}: Asking<DaneParts>): Promise<void> {
  if (parts().dane.state !== 'pending') return;
  const mx = await lookUpSecured(policyDomain, 'MX', lookUp);
  // Where the MX answer has not shown it, the resolver is asked beside the addresses, and not behind them.
  void validates();
  const names = mailServersIn(mx.answer, policyDomain);
  const hosts = await Promise.all(names.map((name, index) => hostOf(name, index, lookUp)));
  const ttls = [mx.answer, ...hosts.flatMap(({ answers }) => answers)].flatMap((answer) =>
    answer.state === 'unavailable' ? [] : [answer.ttlSeconds],
  );
  const isValidating = await validates();
  const facts: DaneFacts = {
    state: 'found',
    mx: believedOf(mx.security, isValidating),
    hosts: hosts.map(({ host }) => believedHost(host, isValidating)),
    isMisplaced: null,
    validates: isValidating,
    ttlSeconds: Math.min(LONGEST_LIFE_S, ...ttls),
  };
  publish({ dane: facts });
  if (!mayBeMisplaced(facts, policyDomain)) return;
  // The verdict does not wait for it: senders do not look there.
  const { state } = await lookUp(tlsaNameOf(policyDomain), 'TLSA');
  publish({ dane: { ...facts, isMisplaced: state === 'unavailable' ? null : state === 'found' } });
}

/** A server, with what is believed of a resolver that may not validate. */
function believedHost(host: DaneHost, validates: boolean | null): DaneHost {
  const believed = (security: Security | null) => security && believedOf(security, validates);
  // TLSA is asked only behind a secure address, which no such resolver has shown.
  return { ...host, security: believed(host.security), firstAlias: believed(host.firstAlias) };
}

/** Somebody may have meant a domain without DANE to have it: its zone is signed, and its servers have no records. */
function mayBeMisplaced({ mx, hosts }: DaneFacts, policyDomain: DomainName): boolean {
  const lookups = hosts.flatMap((host) => host.lookups);
  return (
    mx.state === 'secure' &&
    lookups.length > 0 &&
    lookups.every(({ state, base }) => state === 'absent' && base !== policyDomain)
  );
}

async function hostOf(name: string, index: number, lookUp: LookUp): Promise<Asked> {
  if (isIpAddress(name)) return unasked(name, 'literal');
  const host = parseDomainName(name);
  if (host === null || isNeverAsked(host) || index >= MOST_HOSTS) return unasked(name, 'unasked');
  return lookUpHost(name, lookUp);
}

function unasked(name: string, address: DaneHost['address']): Asked {
  const host = { name, address, security: null, aliases: [], firstAlias: null, lookups: [] };
  return { host, answers: [] };
}
