import type { Assessment } from '../check/assessment.ts';
import { parseDomainName, type DomainName } from '../names/domain-name.ts';

/**
 * The name of an MX host as an mx line can hold it (RFC 8461 §3.2), or null: an IP address, an underscore, anything
 * that is no host name, and a name in U-labels, which senders do not find under its A-labels.
 */
export function hostNameOf(name: string): DomainName | null {
  const domain = parseDomainName(name);
  return domain === name ? domain : null;
}

/**
 * The names of the live mail servers that can stand in a policy, each once, in order of preference. Those that cannot
 * are left out; `obstacleOf` names them. Empty where none are known.
 */
export function hostNamesOf({ mx }: Pick<Assessment, 'mx'>): DomainName[] {
  if (mx.state !== 'found') return [];
  return [...new Set(mx.hosts.flatMap(({ name }) => hostNameOf(name) ?? []))];
}
