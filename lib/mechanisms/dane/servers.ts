import type { ServerOutcome, ServerOutcomes } from '../../mechanism.ts';
import type { DaneParts } from './facts.ts';
import { outcomeOf, type HostOutcome } from './outcome.ts';

/**
 * What senders that check DANE do at each server, for the report; null while that is asked, or where nothing is known of any server. Behind an MX answer that is not signed some senders use the records and others
 * do not (RFC 7672 §2.2.1). A resolver that does not validate knows nothing of them. Pure.
 */
export function daneServers({ dane }: DaneParts): ServerOutcomes | null {
  if (dane.state === 'pending') return null;
  const { mx, validates, hosts } = dane;
  if (mx.state === 'unavailable' || validates === false) return null;
  if (mx.state === 'insecure' && validates === null) return null;
  const table = mx.state === 'insecure' ? IF_INSECURE : IF_SECURE;
  return Object.fromEntries(
    hosts.map((host) => [host.name, mx.state === 'bogus' ? 'held' : table[outcomeOf(host)]]),
  );
}

const IF_SECURE: Readonly<Record<HostOutcome, ServerOutcome>> = {
  authenticated: 'protected',
  encrypted: 'encrypted',
  opportunistic: 'none',
  avoided: 'held',
  // Nobody reaches it, whatever they check.
  unreachable: 'none',
  unknown: 'unknown',
};
const IF_INSECURE: Readonly<Record<HostOutcome, ServerOutcome>> = {
  ...IF_SECURE,
  authenticated: 'some',
  encrypted: 'some',
  avoided: 'unknown',
};
