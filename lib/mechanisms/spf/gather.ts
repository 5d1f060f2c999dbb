import type { Asking } from '../../mechanism.ts';
import type { BoughtDomainOf } from './dangling.ts';
import { MOST_CHARACTERS, MOST_TEXTS, type SpfFacts, type SpfParts } from './facts.ts';
import { isMeantAsSpf } from './near-miss.ts';
import { isSpfRecord, selectSpfRecord } from './record.ts';
import { storedTree } from './stored-tree.ts';
import { spfTree } from './tree.ts';

/** What gathering needs beside DNS. */
export interface SpfEffects {
  readonly boughtDomainOf?: BoughtDomainOf;
}

/** Asks for the record, and then for what it leads to, at most 60 questions in all. Published at once. Never rejects. */
export async function gatherSpf(asking: Asking<SpfParts>, effects: SpfEffects): Promise<void> {
  const { parts, publish } = asking;
  if (parts().spf.state === 'pending') publish({ spf: await spfFacts(asking, effects) });
}

async function spfFacts(
  { policyDomain, lookUp }: Asking<SpfParts>,
  { boughtDomainOf }: SpfEffects,
): Promise<SpfFacts> {
  const answer = await lookUp(policyDomain, 'TXT');
  if (answer.state === 'unavailable') return answer;
  const records = answer.state === 'found' ? answer.records : [];
  const { state, problems } = selectSpfRecord(records);
  // The first question is the one above, so it is not sent again.
  const tree = state === 'found' ? await spfTree(policyDomain, lookUp, boughtDomainOf) : null;
  const { aliases, authentic, ttlSeconds } = answer;
  return {
    state,
    problems,
    texts: records
      .filter((text) => isSpfRecord(text) || isMeantAsSpf(text))
      .slice(0, MOST_TEXTS)
      .map((text) => text.slice(0, MOST_CHARACTERS)),
    octets: policyDomain.length + records.reduce((sum, text) => sum + octetsOf(text), 0),
    tree: tree && storedTree(tree),
    aliases: aliases.slice(0, MOST_TEXTS),
    authentic,
    ttlSeconds: Math.min(ttlSeconds, tree?.ttlSeconds ?? ttlSeconds),
  };
}

function octetsOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
