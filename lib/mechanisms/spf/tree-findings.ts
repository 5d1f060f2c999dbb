import { Problems, type Problem } from '../../problem.ts';
import type { StoredTree, TreeRow } from './facts.ts';
import { SPF_PROBLEMS, type SpfProblemCode } from './problems.ts';

const LIMIT = 10;
const NEAR = 8;
const MOST_VOID = 2;
/** More than the largest of providers lets in. */
const MANY = 100_000;

/** What follows from the records that a record leads to. Pure. */
export function treeFindings(tree: StoredTree): readonly Problem<SpfProblemCode>[] {
  const findings = new Problems(SPF_PROBLEMS);
  addCount(tree, findings);
  const dangling = new Set(tree.dangling.map(({ target }) => target));
  for (const { target, registrable } of tree.dangling)
    findings.add('spf-include-dangling', { target, registrable });
  // A term behind the eleventh is never reached, and one that stands twice is said once.
  const seen = new Set<string>();
  for (const row of tree.rows) {
    const key = `${row.name} ${row.term}`;
    if (!seen.has(key)) addRow(row, findings);
    seen.add(key);
  }
  for (const { name, term } of tree.enormous) findings.add('spf-include-range-enormous', { term, name });
  if (tree.end === 'neutral' && tree.endBy !== null) findings.add('spf-end-neutral', { term: tree.endBy });
  const voids = tree.rows.filter(({ state }) => state === 'void');
  const names = [...new Set(voids.map(({ target }) => target ?? ''))];
  if (voids.length > MOST_VOID)
    findings.add('spf-too-many-void-lookups', { count: voids.length, names: names.join(', ') });
  else for (const target of names) if (!dangling.has(target)) findings.add('spf-void-lookup', { target });
  // Where it is too much for everybody, it is for each family.
  if (voids.length <= MOST_VOID)
    for (const { family, names: without, behind } of tree.voidFor)
      findings.add('spf-void-lookups-by-family', { family, names: without.join(', '), behind });
  if (tree.own.ipv4 > MANY) findings.add('spf-addresses-many', { count: tree.own.ipv4 });
  if (tree.leftOut > 0) findings.add('spf-left-out', { count: tree.leftOut });
  return findings.list;
}

function addCount({ count, eleventh }: StoredTree, findings: Problems<SpfProblemCode>): void {
  if (eleventh) {
    const { term, name, behind } = eleventh;
    findings.add('spf-too-many-lookups', { count, term, name, behind: behind.join(', ') });
  } else if (count === LIMIT) findings.add('spf-lookups-at-limit');
  else if (count >= NEAR) findings.add('spf-lookups-near-limit', { count });
}

const FAULTS = {
  none: 'spf-include-none',
  several: 'spf-include-several',
  invalid: 'spf-include-invalid',
  loop: 'spf-include-loop',
} as const;

function addRow(row: TreeRow, findings: Problems<SpfProblemCode>): void {
  const { depth, name, term, kind, state, reason, hosts, letsAllIn } = row;
  const target = row.target ?? term;
  const isTheirs = letsAllIn && state === 'open';
  // In the first record its text says so.
  if (isTheirs && depth > 0) findings.add('spf-name-theirs', { term });
  if (isTheirs) return;
  if (letsAllIn && kind === 'exists') findings.add('spf-exists-always', { term, name });
  else if (letsAllIn) findings.add('spf-include-all-pass', { target, name });
  if (state === 'none' || state === 'several' || state === 'invalid' || state === 'loop')
    findings.add(FAULTS[state], { target, name });
  if (state === 'unavailable')
    findings.add('spf-include-unavailable', { target, reason: reason ?? 'timeout' });
  if (state === 'too-many') findings.add('spf-mx-too-many', { target, count: hosts ?? 0 });
  if (kind === 'mx' && state === 'found' && hosts === 0) findings.add('spf-void-lookup', { target });
  if (state === 'open') findings.add('spf-macro-not-expandable', { term });
}
