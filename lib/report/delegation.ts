import type { RecordFacts } from '../dns/record-facts.ts';
import type { Assessment } from '../check/assessment.ts';
import { policyHostOf } from '../mechanisms/mta-sts/policy-host.ts';
import type { Pending } from '../outcome.ts';
import { keyOf } from '../text/sentence.ts';
import { paragraph, type Block, type Section, type Words } from './blocks.ts';

/** One of the three names that a domain can hand over to a provider, and where it leads (RFC 8461 §8.2). */
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

/** The alias chains of `_mta-sts`, `mta-sts` and `_smtp._tls`, each with what is wrong with the hand-over. Pure. */
export function delegationOf(assessment: Assessment): Chain[] {
  const { policyDomain, stsRecord, policyHost, tlsrpt } = assessment;
  const record = chainOf(`_mta-sts.${policyDomain}`, stsRecord);
  const hostAliases = 'aliases' in policyHost ? policyHost.aliases : [];
  const host: Chain = {
    name: policyHostOf(policyDomain),
    aliases: hostAliases,
    end: policyHost.state === 'unavailable' || policyHost.state === 'pending' ? 'unknown' : policyHost.state,
    fault:
      policyHost.state !== 'absent'
        ? null
        : hostAliases.length > 0
          ? 'leads-nowhere'
          : record.aliases.length > 0
            ? 'host-missing'
            : null,
  };
  return [record, host, chainOf(`_smtp._tls.${policyDomain}`, tlsrpt)];
}

function chainOf(name: string, facts: Pending | RecordFacts<unknown>): Chain {
  if (facts.state === 'pending' || facts.state === 'unavailable')
    return { name, aliases: [], end: 'unknown', fault: null };
  const { aliases, state } = facts;
  const isNowhere = aliases.length > 0 && state === 'absent';
  return { name, aliases, end: state, fault: isNowhere ? 'leads-nowhere' : null };
}

/** Each chain, and what is wrong with it in words. */
export function delegationSection(assessment: Assessment, words: Words): Section {
  const { say } = words;
  const chains = delegationOf(assessment).map((chain): Block => {
    const { name, aliases, end, fault } = chain;
    const own = aliases.length === 0 && end === 'found' ? `${say('report.own')}, ` : '';
    return {
      kind: 'chain',
      chain: {
        names: [name, ...aliases],
        end: own + endWords(chain, words),
        state: fault ? 'faulty' : end,
        fault: fault && {
          code: fault,
          title: say('report.halfDelegated'),
          text: say(`report.fault.${keyOf(fault)}`),
        },
      },
    };
  });
  const hint = paragraph(say('report.delegationHint'), 'quiet');
  return { id: 'delegation', heading: say('report.delegation'), blocks: [hint, ...chains] };
}

/** The policy host is asked for an address, the others for a record. */
function endWords({ name, end }: Chain, { say }: Words): string {
  const key = keyOf(end);
  return name.startsWith('mta-sts.') && key !== 'invalid'
    ? say(`report.addressEnd.${key}`)
    : say(`report.end.${key}`);
}
