import type { StsProblemCode } from './problems.ts';
import type { Lookup, LookUp, Unknown } from '../../dns/lookup.ts';
import { isPublicAddress } from '../../dns/public-address.ts';
import type { PolicyFacts } from './served-policy.ts';
import type { Problem } from '../../problem.ts';

/** Whether DNS has an address for the policy host; `not-asked` where no policy was to be fetched. */
export type PolicyHostFacts =
  | { readonly state: 'not-asked' }
  | { readonly state: 'found' | 'absent'; readonly aliases: readonly string[] }
  | Unknown;

/** What DNS knows of a policy host: the facts to be published, and its addresses as text. */
export interface PolicyHost {
  readonly facts: PolicyHostFacts;
  readonly addresses: readonly string[];
}

/**
 * Asks for the address of the policy host. With `askBoth` IPv4 and IPv6 at the same time, since a browser may use either;
 * without, IPv6 only where there is no IPv4. Never rejects.
 */
export async function lookUpPolicyHost(host: string, lookUp: LookUp, askBoth: boolean): Promise<PolicyHost> {
  if (askBoth) {
    const [v4, v6] = await Promise.all([lookUp(host, 'A'), lookUp(host, 'AAAA')]);
    // One address is enough to be found; both have to be absent; an answer that is missing leaves it open.
    const rank = { found: 0, unavailable: 1, absent: 2 };
    const told = rank[v6.state] < rank[v4.state] ? v6 : v4;
    return { facts: factsOf(told), addresses: [...addressesIn(v4), ...addressesIn(v6)] };
  }
  const v4 = await lookUp(host, 'A');
  const answer = v4.state === 'absent' && v4.reason === 'nodata' ? await lookUp(host, 'AAAA') : v4;
  return { facts: factsOf(answer), addresses: addressesIn(answer) };
}

/**
 * What DNS alone says against fetching, or null. A host without an address is nothing to fetch from. What a public resolver
 * says to be within a private network no sender on the internet reaches, and it must not lead a browser there either.
 */
export function obstacleInDns(
  host: string,
  found: PolicyHost,
  isPublicResolver: boolean,
): PolicyFacts | null {
  if (found.facts.state === 'absent')
    return notFetched({ code: 'policy-host-no-address', parameters: { host } });
  if (!isPublicResolver) return null;
  const inside = found.addresses.filter((address) => !isPublicAddress(address));
  if (inside.length === 0) return null;
  const problem: Problem<StsProblemCode> = {
    code: 'policy-host-private-address',
    parameters: { host, address: inside.join(', ') },
  };
  // Beside an address that senders reach, what they find there is not known.
  return inside.length === found.addresses.length
    ? notFetched(problem)
    : { state: 'unavailable', problems: [problem] };
}

/** Holds the browser's account of a failure against DNS: only DNS tells a host without an address from a network that is down. */
export function reconcile(policy: PolicyFacts, address: PolicyHostFacts, host: string): PolicyFacts {
  if (policy.state === 'found' || policy.state === 'absent') return policy;
  const [problem] = policy.problems;
  if (address.state === 'absent' && policy.state === 'unavailable')
    return notFetched({ code: 'policy-host-no-address', parameters: { host } });
  // The browser found no address where DNS has one, or did not say: that is about the way from here.
  if (address.state !== 'absent' && problem?.code === 'policy-host-no-address')
    return {
      state: 'unavailable',
      problems: [{ code: 'policy-unreachable', parameters: { host, detail: '' } }],
    };
  return policy;
}

function factsOf(answer: Lookup<string>): PolicyHostFacts {
  return answer.state === 'unavailable' ? answer : { state: answer.state, aliases: answer.aliases };
}

function addressesIn(answer: Lookup<string>): readonly string[] {
  return answer.state === 'found' ? answer.records : [];
}

function notFetched(problem: Problem<StsProblemCode>): PolicyFacts {
  return {
    state: 'invalid',
    problems: [problem],
    text: null,
    mediaType: null,
    fetchedAt: 0,
    tookMs: null,
  };
}
