import type { Deps } from '../../lib/assess.ts';
import { DEFAULT_RESOLVER } from '../../lib/dns/resolver.ts';
import type { PolicyStore, RememberedPolicy } from '../../lib/mta-sts/remembered-policy.ts';
import { fakeNetwork, type Prepared } from './network.ts';
import { fakeClock, fakeDeadlines } from './time.ts';

/** A memory of policies, and what was put into it. */
export function fakeStore(known: RememberedPolicy | null = null) {
  const remembered: RememberedPolicy[] = [];
  const store: PolicyStore = {
    recall: async (domain) => (known?.policyDomain === domain ? known : null),
    remember: async (policy) => {
      remembered.push(policy);
    },
  };
  return { store, remembered };
}

/** Everything that an assessment needs, with nothing real in it. */
export function fakeDeps(prepared: Prepared, known: RememberedPolicy | null = null) {
  const network = fakeNetwork(prepared);
  const clock = fakeClock();
  const deadlines = fakeDeadlines();
  const { store, remembered } = fakeStore(known);
  const deps: Deps = {
    fetch: network.fetch,
    now: clock.now,
    deadline: deadlines.deadline,
    resolver: DEFAULT_RESOLVER,
    mayRead: async () => true,
    policies: store,
  };
  return { deps, network, clock, deadlines, remembered };
}
