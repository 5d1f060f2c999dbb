import type { Deps } from '../check/assess.ts';
import { boughtDomainOf } from '../names/bought-domain.ts';
import { registrableOf } from '../names/subject.ts';
import { askingOf, mayAsk, type AskedWith } from './asking.ts';
import type { Era } from './era.ts';
import { observeRequest } from './observe-request.ts';
import { policyStore, readOnlyPolicyStore } from './policy-store.ts';

/** What a check does its work with, by these settings. */
export function depsOf(settings: AskedWith, isPrivate: boolean, since: Era): Deps {
  const store = isPrivate ? readOnlyPolicyStore : policyStore;
  return {
    ...askingOf(settings, since),
    observe: observeRequest,
    mayRead: (host) => mayAsk(host, settings),
    registrableOf,
    policies: { recall: store.recall, remember: (policy) => store.remember(policy, since) },
    boughtDomainOf,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  };
}
