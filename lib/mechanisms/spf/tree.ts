import type { Lookup, LookUp } from '../../dns/lookup.ts';
import { asciiDomain } from '../../names/asked-name.ts';
import { danglingIn, lastTwoLabels, type BoughtDomainOf, type Dangling } from './dangling.ts';
import { lookUpHosts, type Hosts } from './hosts.ts';
import { Questions } from './questions.ts';
import { sendersIn, type Senders } from './senders.ts';
import { branchesOf, nodeOf, type Building, type SpfBranch, type SpfNode } from './tree-node.ts';

/** What an SPF record leads to, without an address to check. */
export interface SpfTree {
  readonly root: SpfNode;
  /** The terms that count to the ten in the worst case, as a message of a stranger meets it. */
  readonly count: number;
  /** There may be more. */
  readonly isAtLeast: boolean;
  /** Where the eleventh falls; null where there is none. */
  readonly eleventh: Eleventh | null;
  /** What each `a`, `mx` and `exists` leads to, by its name; one that is missing was not looked up. */
  readonly hosts: Hosts;
  /** Terms for which DNS has nothing, whoever sends. */
  readonly voids: readonly SpfBranch[];
  /** Names below a domain that does not exist, and that anybody may be able to buy. */
  readonly dangling: readonly Dangling[];
  readonly senders: Senders;
  /** Questions that were asked, and those that would have been too many. */
  readonly questions: number;
  readonly leftOut: number;
  /** How long the answers hold, in seconds; null where none came. */
  readonly ttlSeconds: number | null;
}

/** The term that counts as the eleventh, and what no message reaches any more. */
export interface Eleventh {
  /** The record in which it stands. */
  readonly domain: string;
  readonly term: string;
  readonly offset: number;
  /** The terms that lead to that record, from the first one on. */
  readonly path: readonly string[];
  /** Of the first record: the term in which it falls and those behind it, by the name of the provider or as written. */
  readonly behind: readonly string[];
}

/** Of the sixty questions, the most that records may take. */
const MOST_FOR_RECORDS = 40;

/**
 * The tree of includes and redirects below the record of a domain (RFC 7208 §5.2, §6.1), which is followed past the tenth look-up up to the twentieth, and
 * what can be said of it without an address: asks at most 60 questions, level by level. What could not be asked is `unavailable`, and no look-up is
 * counted behind it. `boughtDomainOf` tells what a registry sells of a name. Never rejects.
 */
export async function spfTree(
  domain: string,
  lookUp: LookUp,
  boughtDomainOf: BoughtDomainOf = lastTwoLabels,
): Promise<SpfTree> {
  const questions = new Questions(lookUp);
  const first = asciiDomain(domain).toLowerCase();
  const { root, texts } = await followed(first, questions);
  const hosts = await lookUpHosts(root, questions);
  const dangling = await danglingIn(root, hosts, first, questions, boughtDomainOf);
  const branches = Array.from(branchesOf(root), ({ branch }) => branch);
  const ttls = [...texts.values()].flatMap((answer) => ('ttlSeconds' in answer ? answer.ttlSeconds : []));
  return {
    root,
    count: root.count,
    isAtLeast: root.isAtLeast,
    eleventh: eleventhIn(root),
    hosts,
    voids: branches.filter((branch) => isVoid(branch, hosts)),
    dangling,
    senders: sendersIn(root, hosts),
    questions: questions.asked,
    leftOut: questions.leftOut,
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
  };
}

/** Asks for the records level by level, until no further one is wanted. */
async function followed(first: string, questions: Questions) {
  const texts = new Map<string, Lookup<string>>();
  const records: Building['records'] = new Map();
  for (;;) {
    const building: Building = { texts, records, sender: first, counted: 0, wanted: new Set() };
    const root = nodeOf(first, [], building);
    if (building.wanted.size === 0) return { root, texts };
    const answers = [...building.wanted].map(
      async (name) => [name, await questions.ask(name, 'TXT', MOST_FOR_RECORDS)] as const,
    );
    for (const [name, answer] of await Promise.all(answers)) texts.set(name, answer);
  }
}

function isVoid({ target, term }: SpfBranch, hosts: Hosts): boolean {
  return target !== null && hosts.get(hostKey(term.kind, target))?.state === 'void';
}

/** Under which the hosts of a term are kept. */
export function hostKey(kind: string, target: string): string {
  return `${kind} ${target}`;
}

const LIMIT = 10;

function eleventhIn(root: SpfNode): Eleventh | null {
  for (const { branch, domain, above } of branchesOf(root)) {
    const { ordinal, count, node } = branch;
    // Its own look-ups, of which `%{p}` makes several.
    const own = count - (node?.count ?? 0);
    if (ordinal === null || ordinal + own - 1 <= LIMIT) continue;
    const top = above[0] ?? branch;
    const rest = root.branches.slice(root.branches.indexOf(top)).filter(({ term }) => term.kind !== 'all');
    return {
      domain,
      term: branch.term.text,
      offset: branch.term.position.offset,
      path: above.map(({ term }) => term.text),
      behind: [...new Set(rest.map(({ provider, term }) => provider ?? term.text))],
    };
  }
  return null;
}
