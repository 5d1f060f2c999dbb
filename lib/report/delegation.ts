import type { Assessment } from '../check/assessment.ts';
import type { PublishedName } from '../mechanism.ts';
import { namesOf } from '../mechanisms.ts';

/** One of the names that a domain can hand over to a provider, and where it leads (RFC 8461 §8.2). */
export interface Chain {
  readonly name: string;
  /** The names that it is an alias of, in their order; empty where it is none. */
  readonly aliases: readonly string[];
  /** What stands at the end; `not-asked` where nobody asked, `unknown` where there was no answer. */
  readonly end: 'found' | 'absent' | 'invalid' | 'not-asked' | 'unknown';
  /**
   * Half-delegated: the record is handed over and announces a policy, but the policy host has no address; or the alias
   * leads to nothing.
   */
  readonly fault: 'host-missing' | 'leads-nowhere' | null;
}

/** The alias chain of each name that the mechanisms know, with what is wrong with the hand-over. Pure. */
export function delegationOf(assessment: Assessment): Chain[] {
  return namesOf(assessment, assessment.policyDomain).map(chainOf);
}

function chainOf({ name, facts, announcedBy }: PublishedName): Chain {
  const { state, aliases = [] } = facts;
  const isHalf = aliases.length === 0 && (announcedBy?.aliases ?? []).length > 0;
  return {
    name,
    aliases,
    end: state === 'pending' || state === 'unavailable' ? 'unknown' : state,
    fault: state !== 'absent' ? null : aliases.length > 0 ? 'leads-nowhere' : isHalf ? 'host-missing' : null,
  };
}
