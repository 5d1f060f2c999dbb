import type { HostFacts, Hosts } from './hosts.ts';
import { MOST_LISTED, MOST_ROWS, type StoredTree, type TreeRow } from './facts.ts';
import { hasEnormousRange, isTheirs } from './open-term.ts';
import type { Senders } from './senders.ts';
import { valueShown } from './shown.ts';
import type { SpfTree } from './tree.ts';
import { endOf, isAlways, letsAllIn, passesOn } from './tree-end.ts';
import { branchesOf, type SpfBranch, type SpfNode } from './tree-node.ts';
import { voidForFamilies } from './void-families.ts';

/** A tree within bounds, for storage. Pure. */
export function storedTree(tree: SpfTree): StoredTree {
  const { root, count, isAtLeast, eleventh, hosts, dangling, senders, questions, leftOut } = tree;
  return {
    count,
    isAtLeast,
    ...endOf(root, hosts),
    rows: rowsOf(root, hosts),
    eleventh: eleventh && {
      name: eleventh.domain,
      term: valueShown(eleventh.term),
      offset: eleventh.offset,
      path: eleventh.path.map(valueShown),
      behind: eleventh.behind.slice(0, MOST_LISTED).map(valueShown),
    },
    dangling: dangling.slice(0, MOST_LISTED).map(({ target, registrable }) => ({ target, registrable })),
    own: senders.own,
    providers: senders.providers.slice(0, MOST_LISTED),
    isAmountAtLeast: senders.isAtLeast || leftOut > 0,
    letsMostIn: letMostIn(senders),
    enormous: enormousBelow(root).slice(0, MOST_LISTED),
    voidFor: voidForFamilies(root, hosts).map(({ family, names, behind }) => ({
      family,
      names: names.slice(0, MOST_LISTED),
      behind: valueShown(behind),
    })),
    questions,
    leftOut,
  };
}

/** Half of IPv4, and half of what is given out of IPv6 (2000::/3), in networks of 64 bits. */
const HALF = { ipv4: 2 ** 31, ipv6: 2 ** 60 };

function letMostIn({ own, providers }: Senders): boolean {
  const sum = (family: 'ipv4' | 'ipv6') => providers.reduce((all, each) => all + each[family], own[family]);
  return sum('ipv4') >= HALF.ipv4 || sum('ipv6') >= HALF.ipv6;
}

/** The terms by which most of all addresses pass, or a good part of them, in the records that this one leads to; what is in its own text is known from that. */
function enormousBelow(root: SpfNode): StoredTree['enormous'] {
  const found = new Map<string, StoredTree['enormous'][number]>();
  for (const { branch, domain: name, above } of branchesOf(root)) {
    if (above.length === 0 || !hasEnormousRange(branch.term) || ![...above, branch].every(passesOn)) continue;
    const term = valueShown(branch.term.text);
    found.set(`${name} ${term}`, { name, term });
  }
  return [...found.values()];
}

function rowsOf(root: SpfNode, hosts: Hosts): TreeRow[] {
  const rows: TreeRow[] = [];
  for (const { branch, domain, above } of branchesOf(root)) {
    if (rows.length === MOST_ROWS) break;
    const { term, ordinal, count, target, provider, node } = branch;
    if (ordinal === null || !isListed(term.kind)) continue;
    const facts = target === null ? undefined : hosts.get(`${term.kind} ${target}`);
    rows.push({
      depth: above.length,
      ordinal,
      count,
      isAtLeast: node?.isAtLeast ?? branch.isOpen,
      name: domain,
      term: valueShown(term.text),
      offset: term.position.offset,
      kind: term.kind,
      target,
      provider,
      state: stateOf(branch, facts),
      reason: node?.reason ?? facts?.reason ?? null,
      hosts: term.kind === 'mx' && facts ? facts.records : null,
      letsAllIn:
        [...above, branch].every(passesOn) &&
        (node === null ? isTheirs(term) || isAlways(branch, facts) : letsAllIn(node, hosts)),
    });
  }
  return rows;
}

const LISTED: ReadonlySet<string> = new Set(['include', 'redirect', 'a', 'mx', 'ptr', 'exists']);

function isListed(kind: string): kind is TreeRow['kind'] {
  return LISTED.has(kind);
}

const MOST_HOSTS = 10;

function stateOf({ term, isOpen, node }: SpfBranch, facts: HostFacts | undefined): TreeRow['state'] {
  if (isOpen) return 'open';
  if (node) return node.state;
  if (term.kind === 'ptr') return 'unasked';
  if (!facts || facts.reason === 'budget') return 'unasked';
  return facts.records > MOST_HOSTS ? 'too-many' : facts.state;
}
