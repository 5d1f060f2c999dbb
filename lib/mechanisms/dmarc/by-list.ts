import type { Policy } from './policy.ts';
import type { Step } from './walk.ts';

/** What receivers make of a domain that still read RFC 7489, which finds the organizational domain by the public suffix list. */
export interface ByList {
  readonly state: 'found' | 'absent' | 'invalid' | 'unavailable';
  /** Null for a public suffix. */
  readonly organizationalDomain: string | null;
  readonly recordDomain: string | null;
  /** For the domain itself, as written: they know neither `t` nor `np`. */
  readonly policy: Policy | null;
  /** Of how many percent they apply it; the rest gets what is one level below. */
  readonly pct: number | null;
  /** For every name below it without a record of its own: that of the organizational domain decides, whatever stands at the domain. */
  readonly subdomain: Policy | null;
  readonly subdomainPct: number | null;
  /** False where that domain gave no answer. */
  readonly isSubdomainKnown: boolean;
}

/**
 * Policy discovery of RFC 7489 §6.6.3 over the same answers: the record of the domain, else that of the organizational domain by the list (null for a public suffix), and nothing above. Several
 * records end it. `steps` hold at least those two names. Pure.
 */
export function readByList(
  domain: string,
  organizationalDomain: string | null,
  steps: readonly Step[],
): ByList {
  const at = (name: string | null) => steps.find((step) => step.domain === name);
  const own = at(domain);
  const organization = at(organizationalDomain);
  const below = policiesOf(organization)?.sp ?? null;
  const none = {
    organizationalDomain,
    recordDomain: null,
    policy: null,
    pct: null,
    subdomain: below,
    subdomainPct: below && (organization?.reading?.record.pct ?? null),
    isSubdomainKnown: organization?.state !== 'unavailable',
  };
  if (own?.state === 'unavailable') return { ...none, state: 'unavailable' };
  if (own?.state === 'several') return { ...none, state: 'invalid' };
  const found = own?.reading ? own : organization;
  if (found?.state === 'unavailable') return { ...none, state: 'unavailable' };
  if (!found?.reading) return { ...none, state: found?.state === 'several' ? 'invalid' : 'absent' };
  const policies = policiesOf(found);
  if (!policies) return { ...none, state: 'invalid', recordDomain: found.domain };
  return {
    ...none,
    state: 'found',
    recordDomain: found.domain,
    policy: found === own ? policies.p : policies.sp,
    pct: found.reading.record.pct,
  };
}

function policiesOf(step: Step | undefined) {
  return step?.reading?.record.historic ?? null;
}
