import type { Assessment } from '../check/assessment.ts';
import { parentOf, type DomainName } from '../names/domain-name.ts';
import { hostNamesOf } from './host-names.ts';

/**
 * The registered domain that a name belongs to, or null for a public suffix, and where it is not known: then no wildcard
 * is proposed. A parameter, since the public suffix list is heavy and stands in the background alone.
 */
export type RegistrableOf = (name: DomainName) => DomainName | null;

/** Every name that a proposal for the domain asks for, each once: the domain itself and what its MX hosts stand under. */
export function namesToRegister(assessment: Pick<Assessment, 'policyDomain' | 'mx'>): DomainName[] {
  const parents = hostNamesOf(assessment).flatMap((host) => parentOf(host) ?? []);
  return [...new Set([assessment.policyDomain, ...parents])];
}
