import type { DnsFailure, Lookup } from '../../dns/lookup.ts';
import type { Selected } from '../../outcome.ts';
import type { Problem } from '../../problem.ts';
import { orderOf } from './check-host.ts';
import { macroLetters } from './domain-spec.ts';
import { expandName } from './macro.ts';
import type { SpfProblemCode } from './problems.ts';
import { providerOf } from './providers.ts';
import { selectSpfRecord, type SpfRecord } from './record.ts';
import { isTarget } from './target-name.ts';
import { lookUpsOf, type SpfTerm } from './term.ts';

/** A record in the tree, or what stands in the place of one. */
export interface SpfNode {
  readonly domain: string;
  readonly state: NodeState;
  /** Why DNS did not tell; null where it did. */
  readonly reason: DnsFailure | null;
  /** The name does not exist at all. */
  readonly isNxdomain: boolean;
  readonly text: string | null;
  readonly record: SpfRecord | null;
  readonly problems: readonly Problem<SpfProblemCode>[];
  /** The terms that are evaluated, in their order (RFC 7208 §4.6.2, §6.1). */
  readonly branches: readonly SpfBranch[];
  /** The terms in it and below it that count to the ten. */
  readonly count: number;
  /** There may be more of them, behind what was not followed. */
  readonly isAtLeast: boolean;
}

/**
 * `several` and `invalid` are permanent errors, and so is `none` but for the first; `loop` leads back to a record above; `unread` was not asked for, since the
 * limits were passed before.
 */
export type NodeState = 'found' | 'none' | 'several' | 'invalid' | 'unavailable' | 'loop' | 'unread';

export interface SpfBranch {
  readonly term: SpfTerm;
  /** Its place among all terms that count, from 1; null for one that does not. */
  readonly ordinal: number | null;
  /** Itself and all below it. */
  readonly count: number;
  /** The name that it means; null where it has none, or one that only a message can tell. */
  readonly target: string | null;
  /** A macro in its name stands for something of the message. */
  readonly isOpen: boolean;
  /** Who stands behind its name; null where that is not known. */
  readonly provider: string | null;
  /** What an include or a redirect leads to; null for other terms. */
  readonly node: SpfNode | null;
}

/** So far the tree is followed, though an evaluation ends with the eleventh. */
export const MOST_FOLLOWED = 20;
const MOST_DEPTH = 10;

/** What is known of the TXT of each name. */
export type Texts = ReadonlyMap<string, Lookup<string>>;

/** While the tree is built. */
export interface Building {
  readonly texts: Texts;
  /** The records among them, each read once. */
  readonly records: Map<string, Selected<SpfRecord, SpfProblemCode>>;
  /** The domain whose record is the first: that of the sender. */
  readonly sender: string;
  /** The terms so far. */
  counted: number;
  /** The names whose TXT would have to be known. */
  readonly wanted: Set<string>;
}

const NOTHING = {
  reason: null,
  isNxdomain: false,
  text: null,
  record: null,
  problems: [],
  branches: [],
  count: 0,
  isAtLeast: false,
} as const;

/** The tree below a name, as far as the texts are known; what is not known yet is `wanted`. Pure but for `building`. */
export function nodeOf(domain: string, above: readonly string[], building: Building): SpfNode {
  if (above.includes(domain)) return { ...NOTHING, domain, state: 'loop', isAtLeast: true };
  if (!isTarget(domain)) return { ...NOTHING, domain, state: 'none' };
  const answer = building.texts.get(domain);
  // Also where it is known: a few records that name each other often would be millions of terms.
  const isFollowed = building.counted <= MOST_FOLLOWED && above.length <= MOST_DEPTH;
  if (answer === undefined || !isFollowed) {
    if (isFollowed) building.wanted.add(domain);
    return { ...NOTHING, domain, state: 'unread', isAtLeast: true };
  }
  if (answer.state === 'unavailable') return unavailableNode(domain, answer.reason);
  const selected =
    building.records.get(domain) ?? selectSpfRecord(answer.state === 'found' ? answer.records : []);
  building.records.set(domain, selected);
  const { problems } = selected;
  if (selected.state !== 'found') {
    const isSeveral = problems.some(({ code }) => code === 'spf-records-several');
    const state = isSeveral ? 'several' : selected.state === 'absent' ? 'none' : 'invalid';
    const isNxdomain = answer.state === 'absent' && answer.reason === 'nxdomain';
    return { ...NOTHING, domain, state, problems, isNxdomain };
  }
  const { value: record, text } = selected;
  const before = building.counted;
  const branches = orderOf(record).map((term) => branchOf(term, domain, [...above, domain], building));
  return {
    ...NOTHING,
    domain,
    state: 'found',
    text,
    record,
    problems,
    branches,
    count: building.counted - before,
    isAtLeast: branches.some(isBranchAtLeast),
  };
}

/** A local name is none of the public DNS: nobody who receives mail finds anything there. */
function unavailableNode(domain: string, reason: DnsFailure): SpfNode {
  if (reason === 'never-asked') return { ...NOTHING, domain, state: 'none', isNxdomain: true };
  if (reason === 'budget') return { ...NOTHING, domain, state: 'unread', reason, isAtLeast: true };
  return { ...NOTHING, domain, state: 'unavailable', reason, isAtLeast: true };
}

function isBranchAtLeast({ term, isOpen, node }: SpfBranch): boolean {
  return node?.isAtLeast ?? (isOpen && (term.kind === 'include' || term.kind === 'redirect'));
}

function branchOf(term: SpfTerm, domain: string, above: readonly string[], building: Building): SpfBranch {
  const cost = lookUpsOf(term);
  const before = building.counted;
  building.counted += cost;
  const { target, isOpen } = targetOf(term, domain, building.sender);
  const leadsOn = term.kind === 'include' || term.kind === 'redirect';
  const named = 'domain' in term && term.domain ? (target ?? term.domain.text) : '';
  return {
    term,
    ordinal: cost > 0 ? before + 1 : null,
    target,
    isOpen,
    provider: named === '' ? null : providerOf(named),
    node: leadsOn && !isOpen ? nodeOf(target ?? '', above, building) : null,
    count: building.counted - before,
  };
}

/** The name that a term means in the record of a domain: the domain and that of the sender are known without a message. */
function targetOf(term: SpfTerm, domain: string, sender: string) {
  if (!('domain' in term)) return { target: null, isOpen: false };
  if (term.domain === null) return { target: domain, isOpen: false };
  const name = expandName(term.domain, { d: domain, o: sender });
  if (name === null) return { target: null, isOpen: macroLetters(term.domain).length > 0 };
  return { target: isTarget(name) ? name.toLowerCase() : null, isOpen: false };
}

/** Every branch of the tree in the order of evaluation, with the records that lead to it, the first record first. */
export function* branchesOf(
  node: SpfNode,
  above: readonly SpfBranch[] = [],
): Generator<{ readonly branch: SpfBranch; readonly domain: string; readonly above: readonly SpfBranch[] }> {
  for (const branch of node.branches) {
    yield { branch, domain: node.domain, above };
    if (branch.node) yield* branchesOf(branch.node, [...above, branch]);
  }
}
