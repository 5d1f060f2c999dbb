import { isFailing, type Security } from '../../dns/security.ts';
import type { DaneHost, StoredTlsa, TlsaLookup } from './facts.ts';

/**
 * What a sender that checks DANE does with mail for one server (RFC 7672 §2.2): delivers over TLS to the right key alone; over TLS to any key; as it
 * does without DANE; not at all for now, since the resolver failed; not at all, since there is no address. Unknown is what we could not find out.
 */
export type HostOutcome =
  'authenticated' | 'encrypted' | 'opportunistic' | 'avoided' | 'unreachable' | 'unknown';

/** The outcome for one server. Pure; what could not be known never counts as anything else. */
export function outcomeOf(host: DaneHost): HostOutcome {
  if (host.address === 'literal') return 'opportunistic';
  if (host.address === 'unasked') return 'unknown';
  if (host.address === 'absent') return 'unreachable';
  // That an address cannot be had stops every sender; it is about DANE where only those who validate are stopped.
  if (host.address === 'unavailable') return host.security?.state === 'bogus' ? 'avoided' : 'unknown';
  if (host.firstAlias) {
    const outcome = failureIn(host.firstAlias);
    if (outcome !== null) return outcome;
  }
  const last = host.lookups.at(-1);
  if (last === undefined) return 'opportunistic';
  if (isDeciding(last)) return last.records.some(isUsable) ? 'authenticated' : 'encrypted';
  return failureIn(last.security) ?? 'opportunistic';
}

/** The look-up whose records senders go by, or null. Pure. */
export function decidingOf(host: DaneHost): TlsaLookup | null {
  return host.lookups.find(isDeciding) ?? null;
}

/** True for a record that senders can authenticate a server with. Pure. */
export function isUsable({ problems }: StoredTlsa): boolean {
  return problems.length === 0;
}

function isDeciding({ state, security }: TlsaLookup): boolean {
  return state === 'found' && security.state === 'secure';
}

function failureIn(security: Security): HostOutcome | null {
  if (isFailing(security)) return 'avoided';
  return security.state === 'unavailable' ? 'unknown' : null;
}
