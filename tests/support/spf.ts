import type { SpfAnswer, StoredTree } from '../../lib/mechanisms/spf/facts.ts';
import { gatherSpf } from '../../lib/mechanisms/spf/gather.ts';
import type { LookUp } from '../../lib/dns/lookup.ts';
import type { Asking } from '../../lib/mechanism.ts';
import type { SpfFacts, SpfParts } from '../../lib/mechanisms/spf/facts.ts';
import { parseDomainName } from '../../lib/names/domain-name.ts';
import { spfWorld, type Zone } from './spf-world.ts';

/** The tree of `v=spf1 mx -all` with one mail server. */
export const STRICT_TREE: StoredTree = {
  count: 1,
  isAtLeast: false,
  end: 'fail',
  endBy: null,
  rows: [
    {
      depth: 0,
      ordinal: 1,
      count: 1,
      isAtLeast: false,
      name: 'example.com',
      term: 'mx',
      offset: 7,
      kind: 'mx',
      target: 'example.com',
      provider: null,
      state: 'found',
      reason: null,
      hosts: 1,
      letsAllIn: false,
    },
  ],
  eleventh: null,
  dangling: [],
  own: { ipv4: 1, ipv6: 0 },
  providers: [],
  isAmountAtLeast: false,
  letsMostIn: false,
  enormous: [],
  voidFor: [],
  questions: 3,
  leftOut: 0,
};

/** What is found where the mail servers may send and nobody else. */
export const STRICT_SPF: SpfAnswer = {
  state: 'found',
  texts: ['v=spf1 mx -all'],
  octets: 25,
  problems: [],
  tree: STRICT_TREE,
  aliases: [],
  authentic: false,
  ttlSeconds: 86_400,
};

/** The facts as the mechanism itself finds them in such a DNS. */
export async function spfFactsOf(zone: Zone, domain = 'example.com'): Promise<SpfFacts> {
  return spfFactsFrom(spfWorld(zone).lookUp, domain);
}

/** The same with another way to ask. */
export async function spfFactsFrom(lookUp: LookUp, domain = 'example.com'): Promise<SpfFacts> {
  let parts: SpfParts = { spf: { state: 'pending' } };
  const asking = {
    policyDomain: parseDomainName(domain),
    lookUp,
    parts: () => parts,
    publish: (change: Partial<SpfParts>) => {
      parts = { ...parts, ...change };
    },
  } as unknown as Asking<SpfParts>;
  await gatherSpf(asking, {});
  if (parts.spf.state === 'pending') throw new Error('It published nothing.');
  return parts.spf;
}
