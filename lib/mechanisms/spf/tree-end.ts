import type { StoredTree } from './facts.ts';
import type { HostFacts, Hosts } from './hosts.ts';
import { isTheirs } from './open-term.ts';
import { valueShown } from './shown.ts';
import { isDirective, type SpfTerm } from './term.ts';
import type { SpfBranch, SpfNode } from './tree-node.ts';

/** What becomes of a stranger: somebody whom no address and no host names. */

/** True for a branch that passes on whoever passes behind it. */
export function passesOn({ term }: SpfBranch): boolean {
  return term.kind === 'redirect' || ('qualifier' in term && term.qualifier === '+');
}

/** True for an `exists` that does not depend on who sends, and whose name is there: it matches everybody (RFC 7208 §5.7). */
export function isAlways({ term }: SpfBranch, facts: HostFacts | undefined): boolean {
  return term.kind === 'exists' && facts?.state === 'found';
}

/** True for a record that ends in `+all`, and comes to that for a stranger. */
export function letsAllIn(node: SpfNode, hosts: Hosts): boolean {
  const last = node.branches.at(-1)?.term;
  return last?.kind === 'all' && last.qualifier === '+' && passesStranger(node, hosts);
}

/** True where a stranger passes: by the first term that matches everybody. Time linear in the tree. */
function passesStranger({ branches }: SpfNode, hosts: Hosts): boolean {
  const first = branches.find(
    (branch) =>
      branch.term.kind === 'all' || branch.term.kind === 'redirect' || matchesEverybody(branch, hosts),
  );
  if (first?.term.kind === 'redirect') return first.node !== null && passesStranger(first.node, hosts);
  return first !== undefined && passesOn(first);
}

function matchesEverybody(branch: SpfBranch, hosts: Hosts): boolean {
  const { term, target, node } = branch;
  if (term.kind === 'include') return node !== null && passesStranger(node, hosts);
  return isAlways(branch, hosts.get(`${term.kind} ${target}`));
}

/** The range of everybody, of one family. */
function matchesFamily({ term, target }: SpfBranch, hosts: Hosts): boolean {
  if (term.kind === 'ip4' || term.kind === 'ip6') return term.prefix === 0;
  if (term.kind !== 'a' && term.kind !== 'mx') return false;
  const addresses = hosts.get(`${term.kind} ${target}`)?.addresses ?? [];
  return addresses.some((address) => (address.includes(':') ? term.prefix6 : term.prefix4) === 0);
}

const ENDS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;
type End = StoredTree['end'];
/** From the one that lets most in to the one that lets least in. */
const WEAKEST_FIRST: readonly End[] = ['pass', 'others', 'neutral', 'softfail', 'fail'];

/**
 * Where an evaluation ends for a stranger, and the term of the first record that leads there, where that is not its own `all`, or that it has none: a redirect, or a term before the end that
 * matches everybody without letting them in (RFC 7208 §4.6.2). One that lets them in is told by itself. With different ends by family, the weaker.
 */
export function endOf(node: SpfNode, hosts: Hosts): Pick<StoredTree, 'end' | 'endBy'> {
  const { state, branches } = node;
  if (state === 'unavailable' || state === 'unread') return { end: 'unknown', endBy: null };
  if (state !== 'found') return { end: 'error', endBy: null };
  const last = lastEnd(node, hosts);
  // Whatever stands before a `+all` may go, in records of others.
  if (branches.some((branch) => branch.term.kind === 'all' && passesOn(branch))) return last;
  let weakest: Pick<StoredTree, 'end' | 'endBy'> | null = null;
  for (const branch of branches) {
    const { term } = branch;
    if (term.kind === 'all' || term.kind === 'redirect') break;
    if (!isDirective(term) || term.qualifier === '+') continue;
    const own = { end: ENDS[term.qualifier], endBy: valueShown(term.text) };
    if (matchesEverybody(branch, hosts)) return weakerOf(own, weakest);
    if (matchesFamily(branch, hosts)) weakest = weakerOf(own, weakest);
  }
  return weakerOf(last, weakest);
}

function lastEnd({ branches }: SpfNode, hosts: Hosts): Pick<StoredTree, 'end' | 'endBy'> {
  const last = branches.at(-1);
  if (last?.term.kind === 'redirect')
    return {
      end: last.node ? endOf(last.node, hosts).end : isTheirs(last.term) ? 'pass' : 'unknown',
      endBy: valueShown(last.term.text),
    };
  if (last?.term.kind !== 'all') return { end: 'neutral', endBy: null };
  const isRefusing = branches.some(({ term }) => refuses(term));
  const end = last.term.qualifier === '+' && isRefusing ? 'others' : ENDS[last.term.qualifier];
  return { end, endBy: null };
}

function refuses(term: SpfTerm): boolean {
  return isDirective(term) && term.qualifier !== '+';
}

/** What is not known, or an error, stays that. */
function weakerOf<T extends Pick<StoredTree, 'end'>>(one: T, other: T | null): T {
  const rank = ({ end }: T) => WEAKEST_FIRST.indexOf(end);
  return other !== null && rank(other) < rank(one) ? other : one;
}
