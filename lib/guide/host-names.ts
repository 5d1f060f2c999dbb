import type { Assessment } from '../assessment.ts';
import { parseDomainName, type DomainName } from '../domain-name.ts';

/**
 * The names of the live mail servers that can stand in a policy, each once, in order of preference; those that are no
 * host names are left out (lib/guide/obstacle.ts names them). Empty where none are known.
 */
export function hostNamesOf({ mx }: Pick<Assessment, 'mx'>): DomainName[] {
  if (mx.state !== 'found') return [];
  return [...new Set(mx.hosts.flatMap(({ name }) => parseDomainName(name) ?? []))];
}
