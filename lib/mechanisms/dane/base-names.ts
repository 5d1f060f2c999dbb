import type { Security } from '../../dns/security.ts';

/** What the address of a mail server says of the way there. */
export interface HostAddress {
  /** The name in the MX record. */
  readonly host: string;
  /** The names that its CNAME records led to, in order; empty where the host itself has the address. */
  readonly aliases: readonly string[];
  /** Of the address, all aliases before it included. */
  readonly security: Security['state'];
  /** Of the first CNAME alone, where it was asked for. */
  readonly firstAlias?: Security['state'] | null;
}

/**
 * The TLSA base domains of a mail server, in the order in which senders try them (RFC 7672 §2.2.2): the name that a wholly secure chain ends at, and
 * then the host itself. Beyond a secure first alias that leads out of what is signed, the host alone. Never a name in between (§2.2.3), and none where the
 * zone of the host is not signed. Pure.
 */
export function tlsaBaseNames({ host, aliases, security, firstAlias }: HostAddress): string[] {
  const end = aliases.at(-1);
  if (security === 'secure') return end === undefined ? [host] : [end, host];
  return end !== undefined && security === 'insecure' && firstAlias === 'secure' ? [host] : [];
}

/** True where the first alias has to be asked for alone, since a chain that is not secure as a whole does not tell about its links (RFC 7672 §2.1.3). Pure. */
export function needsFirstAlias({ aliases, security }: HostAddress): boolean {
  return aliases.length > 0 && security === 'insecure';
}

/** Where the TLSA records of a mail server stand: port 25, whatever the name (RFC 7672 §2.2.3). */
export function tlsaNameOf(base: string): string {
  return `_25._tcp.${base}`;
}
