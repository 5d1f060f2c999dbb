import { isWithin } from './address.ts';
import type { Family, Hosts } from './hosts.ts';
import type { Range } from './ranges.ts';
import { rangesOf } from './senders.ts';
import { passesOn } from './tree-end.ts';
import { branchesOf, type SpfNode } from './tree-node.ts';

/** Names of which one family of clients finds nothing, more of them than receivers look up, and whom that keeps from passing. */
export interface VoidForFamily {
  readonly family: 'IPv4' | 'IPv6';
  readonly names: readonly string[];
  /** The first term behind them that lets somebody of that family in, by its provider or as written. */
  readonly behind: string;
}

const MOST_VOID = 2;
/** So many ranges are compared. */
const MOST_COMPARED = 500;

function isCovered({ address, prefix }: Range, by: Range): boolean {
  return by.prefix <= prefix && isWithin(by.address, address, by.prefix);
}

/**
 * Receivers ask for addresses of the family of the client alone, and two terms that find nothing are the most that they take (RFC 7208 §4.6.4): where a third stands before a term that lets
 * clients of that family in, those end in an error. Pure.
 */
export function voidForFamilies(root: SpfNode, hosts: Hosts): readonly VoidForFamily[] {
  return ([4, 6] as const).flatMap((family) => voidForFamily(family, root, hosts) ?? []);
}

function voidForFamily(family: Family, root: SpfNode, hosts: Hosts): VoidForFamily | null {
  const names: string[] = [];
  /** Whoever passes before the third: the first match ends the evaluation (RFC 7208 §4.6.2). */
  const before: Range[] = [];
  for (const { branch, above } of branchesOf(root)) {
    const { term, target } = branch;
    if ([...above, branch].every(passesOn)) {
      const ranges = (rangesOf(branch, hosts) ?? []).filter(({ address }) => address.family === family);
      if (names.length <= MOST_VOID) before.push(...ranges.slice(0, MOST_COMPARED - before.length));
      else if (!ranges.every((range) => before.some((one) => isCovered(range, one)))) {
        const top = [...above, branch].find(({ provider }) => provider !== null);
        return {
          family: family === 4 ? 'IPv4' : 'IPv6',
          names: [...new Set(names)],
          behind: top?.provider ?? term.text,
        };
      }
    }
    const facts = target === null ? undefined : hosts.get(`${term.kind} ${target}`);
    if (facts?.voidFor.includes(family)) names.push(target ?? '');
  }
  return null;
}
