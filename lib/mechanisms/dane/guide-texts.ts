import type { StepText } from '../../steps.ts';
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

/** A sentence of a step. */
export function sentence(text: string): StepText {
  return { kind: 'sentence', text };
}

/** A text of a step that is copied as it is. */
export function copied(what: string, text: string): StepText {
  return { kind: 'copy', what, text };
}
