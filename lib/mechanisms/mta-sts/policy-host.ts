import type { DomainName } from '../../names/domain-name.ts';

/** The host that a policy is read from (RFC 8461 §3.3). */
export function policyHostOf(policyDomain: DomainName): string {
  return `mta-sts.${policyDomain}`;
}

/** The one place of a policy (RFC 8461 §3.2). */
export function policyUrlOf(policyDomain: DomainName): string {
  return `https://${policyHostOf(policyDomain)}/.well-known/mta-sts.txt`;
}
