import { discoverDmarc, type Discovery } from './discover.ts';
import { evaluateWalk, walkUp } from './walk.ts';
import type { Policy } from './policy.ts';
import type { LookUp } from '../../dns/lookup.ts';

/** How the domains in a message stand to the domain of its author (RFC 9989 §4.4). */
export interface MessageAlignment {
  readonly from: string;
  /** Whether receivers apply a policy to mail from there. */
  readonly state: Discovery['state'];
  readonly policy: Policy | null;
  /** What the record wants: the same domain (`s`), or the same organizational domain (`r`). */
  readonly adkim: 'r' | 's';
  readonly aspf: 'r' | 's';
  readonly domains: readonly { readonly domain: string; readonly kinship: Kinship }[];
}

/** `same` domain; `related`: the same organizational domain; `foreign`: neither; `unknown` where that could not be known. */
export type Kinship = 'same' | 'related' | 'foreign' | 'unknown';

/**
 * Finds the policy for mail from a domain, and how others stand to it: at most nine questions for `from`, and eight for each domain below its organizational
 * domain; the others cannot be related, so nothing is asked about them. Never rejects. All names are in A-labels and lower case.
 */
export async function alignmentOf(
  from: string,
  others: readonly string[],
  lookUp: LookUp,
): Promise<MessageAlignment> {
  const { state, applied, record, organizationalDomain } = await discoverDmarc(from, lookUp);
  const kinshipOf = async (domain: string): Promise<Kinship> => {
    if (domain === from) return 'same';
    // Whatever their organizations are, both stand at or above the names, so that these share a last label.
    if (domain.split('.').at(-1) !== from.split('.').at(-1)) return 'foreign';
    if (organizationalDomain === null) return 'unknown';
    if (domain !== organizationalDomain && !domain.endsWith(`.${organizationalDomain}`)) return 'foreign';
    const found = evaluateWalk(domain, await walkUp(domain, lookUp)).organizationalDomain;
    if (found === null) return 'unknown';
    return found === organizationalDomain ? 'related' : 'foreign';
  };
  const domains = await Promise.all(
    [...new Set(others)].map(async (domain) => ({ domain, kinship: await kinshipOf(domain) })),
  );
  return {
    from,
    state,
    policy: applied.domain?.policy ?? null,
    adkim: record?.adkim ?? 'r',
    aspf: record?.aspf ?? 'r',
    domains,
  };
}
