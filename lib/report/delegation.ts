import type { Assessment } from '../check/assessment.ts';
import type { PublishedName } from '../mechanism.ts';
import { namesOf } from '../mechanisms.ts';
import { keyOf } from '../text/sentence.ts';
import { paragraph, type Block, type Section, type Words } from './blocks.ts';

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

/** Those chains of a mechanism that somebody else has a hand in, or that should lead further; nothing where there are none. */
export function delegationPart(id: string, names: readonly PublishedName[], words: Words): Section[] {
  const { say } = words;
  const chains = names
    .map(chainOf)
    .filter(({ aliases, fault }) => aliases.length > 0 || fault !== null)
    .map((chain): Block => {
      const { name, aliases, fault } = chain;
      return {
        kind: 'chain',
        chain: {
          names: [name, ...aliases],
          end: endWords(chain, words),
          state: fault ? 'faulty' : chain.end,
          fault: fault && {
            code: fault,
            title: say('report.halfDelegated'),
            text: say(`report.fault.${keyOf(fault)}`),
          },
        },
      };
    });
  if (chains.length === 0) return [];
  const hint = paragraph(say('report.delegationHint'), 'quiet');
  return [{ id: `${id}-names`, heading: say('report.delegation'), blocks: [hint, ...chains] }];
}

/** The policy host is asked for an address, the others for a record. */
function endWords({ name, end }: Chain, { say }: Words): string {
  const key = keyOf(end);
  return name.startsWith('mta-sts.') && key !== 'invalid'
    ? say(`report.addressEnd.${key}`)
    : say(`report.end.${key}`);
}
