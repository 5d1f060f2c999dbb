import type { DaneParts } from './facts.ts';
import { outcomeOf, type HostOutcome } from './outcome.ts';

/**
 * What senders that check DANE do with mail to one server: deliver over TLS to the announced key alone; over TLS to any key; hold it back; some of them the
 * first, and others as if there were nothing; all of them as if there were nothing; or we could not know.
 */
type ServerOutcome = 'protected' | 'encrypted' | 'held' | 'some' | 'none' | 'unknown';

const BEHIND_SIGNED_MX: Readonly<Record<HostOutcome, ServerOutcome>> = {
  authenticated: 'protected',
  encrypted: 'encrypted',
  opportunistic: 'none',
  avoided: 'held',
  // Nobody gets there, with DANE or without.
  unreachable: 'none',
  unknown: 'unknown',
};

/** Where the MX answer is not signed, DANE is up to the sender (RFC 7672 §2.2.1). */
const BEHIND_UNSIGNED_MX: Readonly<Record<HostOutcome, ServerOutcome>> = {
  ...BEHIND_SIGNED_MX,
  authenticated: 'some',
  encrypted: 'some',
  avoided: 'unknown',
};

/** The outcome for each server, by its name; null while it is not known, or where the resolver cannot tell. Pure. */
export function serversByDane({ dane }: DaneParts): Readonly<Record<string, ServerOutcome>> | null {
  if (dane.state === 'pending') return null;
  const { mx, hosts, validates } = dane;
  if (mx.state !== 'secure' && validates !== true) return null;
  const outcomes = mx.state === 'secure' ? BEHIND_SIGNED_MX : BEHIND_UNSIGNED_MX;
  return Object.fromEntries(hosts.map((host) => [host.name, outcomes[outcomeOf(host)]]));
}
