import type { LookUp } from '../../dns/lookup.ts';
import type { DomainName } from '../../names/domain-name.ts';
import { fetchPolicy, type FetchDeps } from './fetch-policy.ts';
import type { PolicyFacts } from './served-policy.ts';
import { policyHostOf } from './policy-host.ts';
import { lookUpPolicyHost, obstacleInDns, reconcile, type PolicyHostFacts } from './host-address.ts';

/** How the file is reached, and who is told on the way. */
export interface Way {
  readonly lookUp: LookUp;
  readonly isPublicResolver: boolean;
  readonly isPermitted: Promise<boolean>;
  readonly onHost: (facts: PolicyHostFacts) => void;
  /** Takes when the request began, in milliseconds since 1970 UTC. */
  readonly onFetched: (startedAt: number) => void;
}

/**
 * Reads the policy file of a domain, with the permission and where its host may be fetched from (lib/mechanisms/mta-sts/host-address.ts); otherwise says what
 * stood in the way. Never rejects.
 */
export async function readPolicyFile(
  policyDomain: DomainName,
  deps: FetchDeps,
  way: Way,
): Promise<PolicyFacts> {
  const host = policyHostOf(policyDomain);
  const { lookUp, isPublicResolver } = way;
  const policyHost = lookUpPolicyHost(host, lookUp, isPublicResolver).then((found) => {
    way.onHost(found.facts);
    return found;
  });
  const isPermitted = await way.isPermitted;
  // A company's own resolver may well lead to a private network, so there the fetch need not wait for an address.
  if (isPublicResolver || !isPermitted) {
    const found = await policyHost;
    const obstacle = obstacleInDns(host, found, isPublicResolver);
    if (obstacle) return obstacle;
    if (!isPermitted)
      return { state: 'unavailable', problems: [{ code: 'policy-not-permitted', parameters: { host } }] };
    if (found.facts.state === 'unavailable')
      return {
        state: 'unavailable',
        problems: [
          { code: 'policy-host-address-unavailable', parameters: { host, reason: found.facts.reason } },
        ],
      };
  }
  const startedAt = deps.now();
  const fetched = fetchPolicy(policyDomain, deps).then((facts) => {
    way.onFetched(startedAt);
    return facts;
  });
  const [facts, found] = await Promise.all([fetched, policyHost]);
  return reconcile(facts, found.facts, host);
}
