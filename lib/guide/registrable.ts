import type { Assessment } from '../check/assessment.ts';
import { parentOf, type DomainName } from '../names/domain-name.ts';
import { hostNamesOf } from './host-names.ts';

export type { RegistrableOf } from '../names/registrable-of.ts';

/** Every name that a proposal for the domain asks for, each once: the domain itself and what its MX hosts stand under. */
export function namesToRegister(assessment: Pick<Assessment, 'policyDomain' | 'mx'>): DomainName[] {
  const parents = hostNamesOf(assessment).flatMap((host) => parentOf(host) ?? []);
  return [...new Set([assessment.policyDomain, ...parents])];
}
