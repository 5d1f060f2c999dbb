import type { HostFacts, Hosts } from './hosts.ts';
import { MOST_LISTED, MOST_ROWS, type StoredTree, type TreeRow } from './facts.ts';
import type { Senders } from './senders.ts';
import { valueShown } from './shown.ts';
import { isDirective, type Directive } from './term.ts';
import type { SpfTree } from './tree.ts';
import { branchesOf, type SpfBranch, type SpfNode } from './tree-node.ts';

/** A tree within bounds, for storage. Pure. */
export function storedTree(tree: SpfTree): StoredTree {
  const { root, count, isAtLeast, eleventh, hosts, dangling, senders, questions, leftOut } = tree;
  return {
    count,
    isAtLeast,
    end: endOf(root),
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
        (node === null ? isAlways(branch, facts) : letsAllIn(node, hosts)),
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

function passesOn({ term }: SpfBranch): boolean {
  return term.kind === 'redirect' || ('qualifier' in term && term.qualifier === '+');
}

/** True for an `exists` that does not depend on who sends, and whose name is there: it matches everybody (RFC 7208 §5.7). */
function isAlways({ term }: SpfBranch, facts: HostFacts | undefined): boolean {
  return term.kind === 'exists' && facts?.state === 'found';
}

/** True for a record that ends in `+all`, and comes to that for somebody whom nothing before it names. */
function letsAllIn(node: SpfNode, hosts: Hosts): boolean {
  const last = node.branches.at(-1)?.term;
  return last?.kind === 'all' && last.qualifier === '+' && passesStranger(node, hosts);
}

/** True where somebody whom no address and no host names passes: by the first term that matches everybody. Time linear in the tree. */
function passesStranger({ branches }: SpfNode, hosts: Hosts): boolean {
  const first = branches.find((branch) => {
    const { term, target, node } = branch;
    if (term.kind === 'all' || term.kind === 'redirect') return true;
    if (term.kind === 'include') return node !== null && passesStranger(node, hosts);
    return isAlways(branch, hosts.get(`${term.kind} ${target}`));
  });
  if (first?.term.kind === 'redirect') return first.node !== null && passesStranger(first.node, hosts);
  return first !== undefined && passesOn(first);
}

const ENDS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

/** What a stranger comes to, at the end of a record or of the one that it hands over to. */
function endOf({ state, branches }: SpfNode): StoredTree['end'] {
  if (state === 'unavailable' || state === 'unread') return 'unknown';
  if (state !== 'found') return 'error';
  const last = branches.at(-1);
  if (last?.term.kind === 'redirect') return last.node ? endOf(last.node) : 'unknown';
  if (last?.term.kind !== 'all') return 'neutral';
  const isRefusing = branches.some(({ term }) => isDirective(term) && refuses(term));
  return last.term.qualifier === '+' && isRefusing ? 'others' : ENDS[last.term.qualifier];
}

function refuses({ qualifier }: Directive): boolean {
  return qualifier !== '+';
}
