import type { Hosts } from './hosts.ts';
import { isSellable } from './odd-name.ts';
import type { Questions } from './questions.ts';
import { branchesOf, type SpfNode } from './tree-node.ts';

/** A name that does not exist, below a domain that does not exist either. */
export interface Dangling {
  readonly target: string;
  /** The domain that somebody could buy. */
  readonly registrable: string;
  /** The term that leads to it, as written. */
  readonly term: string;
}

/** The part of a name that somebody buys from a registry, or null; a parameter, since the public suffix list is heavy. */
export type BoughtDomainOf = (name: string) => string | null;

/** Without that list: the last two labels. Below a suffix of several labels this is one that exists, so that nothing is said. */
export const lastTwoLabels: BoughtDomainOf = (name) => name.split('.').slice(-2).join('.');

/** Finds the names in a tree that belong to nobody: one question for each domain. A name of the domain itself is not among them. Never rejects. */
export async function danglingIn(
  root: SpfNode,
  hosts: Hosts,
  sender: string,
  questions: Questions,
  boughtDomainOf: BoughtDomainOf,
): Promise<readonly Dangling[]> {
  const missing = missingIn(root, hosts);
  if (missing.size === 0) return [];
  const own = boughtDomainOf(sender);
  const checked = [...missing].map(async ([target, term]): Promise<Dangling[]> => {
    const registrable = boughtDomainOf(target);
    // Two terms that have run together are no domain that anybody could buy.
    if (registrable === null || registrable === own || !isSellable(registrable)) return [];
    // That the name itself does not exist is known already.
    if (registrable === target) return [{ target, registrable, term }];
    const answer = await questions.ask(registrable, 'NS');
    const isFree = answer.state === 'absent' && answer.reason === 'nxdomain';
    return isFree ? [{ target, registrable, term }] : [];
  });
  return (await Promise.all(checked)).flat();
}

/** The names that do not exist, with the term that leads to each. */
function missingIn(root: SpfNode, hosts: Hosts): Map<string, string> {
  const missing = new Map<string, string>();
  for (const { branch } of branchesOf(root)) {
    const { target, term, node } = branch;
    if (target === null) continue;
    const facts = hosts.get(`${term.kind} ${target}`);
    const names = facts?.missing ?? [];
    const isMissing = node?.isNxdomain === true || facts?.isNxdomain === true;
    for (const name of isMissing ? [target] : names) if (!missing.has(name)) missing.set(name, term.text);
  }
  return missing;
}
