import type { DomainName } from '../../names/domain-name.ts';
import type { GuidedHost } from './guide-hosts.ts';

/** A server whose records can be published, since its zone is signed. */
export type ReadyHost = GuidedHost & { readonly base: DomainName };

/** True where the zone of a server is known to be signed, and its look-ups do not fail. */
export function isReady(host: GuidedHost): host is ReadyHost {
  return host.base !== null && host.progress !== 'failing' && host.progress !== 'unknown';
}

/** The names of servers, in one line. */
export function namesOf(hosts: readonly GuidedHost[]): string {
  return hosts.map(({ name }) => name).join(', ');
}
