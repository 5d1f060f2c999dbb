import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Block, type Cell, type Row, type Section, type Words } from '../../report/blocks.ts';
import { keyOf, valueOf } from '../../text/sentence.ts';
import type { SpfParts, StoredTree, TreeRow } from './facts.ts';

const SLOTS = 10;
/** Beyond the slots so many terms are shown. */
const MOST_BEYOND = 10;

/** The tree with its ten slots, and who may send how much; nothing where no record leads to one. Pure. */
export function spfPicture({ spf }: SpfParts, _: object, { say }: ToldWith): Section[] {
  const tree = spf.state === 'found' ? spf.tree : null;
  if (!tree) return [];
  const count = say(tree.isAtLeast ? 'spf.countAtLeast' : 'spf.count', { count: tree.count });
  return [
    { id: 'spf-tree', heading: say('spf.tree'), aside: count, blocks: treeBlocks(tree, { say }) },
    { heading: say('spf.senders'), blocks: senderBlocks(tree, { say }) },
  ];
}

function treeBlocks({ rows, eleventh, leftOut }: StoredTree, words: Pick<Words, 'say'>): Block[] {
  const { say } = words;
  if (rows.length === 0) return [paragraph(say('spf.noLookUps'))];
  const shown = rows.filter(({ ordinal }) => ordinal <= SLOTS + MOST_BEYOND);
  const drawn: Row[] = [];
  for (const row of shown) {
    const isFirstBeyond = row.ordinal > SLOTS && !drawn.some((each) => each.isGroup);
    if (isFirstBeyond) drawn.push({ class: 'limit', isGroup: true, cells: [say('spf.limit')] });
    drawn.push(rowOf(row, words));
  }
  const behind = eleventh && say('spf.behind', { names: eleventh.behind.join(', ') });
  return [
    {
      kind: 'table',
      columns: [
        { title: say('spf.slot'), role: 'number' },
        { title: say('spf.term'), role: 'head' },
        { title: say('spf.record') },
        { title: say('spf.leadsTo') },
        { title: say('spf.cost'), role: 'number' },
      ],
      rows: drawn,
    },
    ...(behind === null ? [] : [paragraph(behind, 'no')]),
    ...(rows.length > shown.length
      ? [paragraph(say('spf.more', { count: rows.length - shown.length }), 'quiet')]
      : []),
    ...(leftOut > 0 ? [paragraph(say('spf.leftOut', { count: leftOut }), 'quiet')] : []),
  ];
}

const FAULTS: ReadonlySet<TreeRow['state']> = new Set(['none', 'several', 'invalid', 'loop', 'too-many']);
const UNSURE: ReadonlySet<TreeRow['state']> = new Set(['unavailable', 'unread', 'open', 'void', 'unasked']);

function rowOf(row: TreeRow, { say }: Pick<Words, 'say'>): Row {
  const { ordinal, count, isAtLeast, depth, term, name, target, provider, state } = row;
  const isReached = ordinal <= SLOTS;
  const word = row.letsAllIn ? say('spf.letsAllIn') : say(`spf.state.${keyOf(state)}`);
  const whom = provider ?? target;
  const leadsTo: Cell = {
    text: whom === null ? word : `${valueOf(whom)} · ${word}`,
    ...(FAULTS.has(state) || row.letsAllIn
      ? { sign: 'no' as const }
      : UNSURE.has(state)
        ? { sign: 'unsure' as const }
        : {}),
  };
  return {
    class: isReached ? '' : 'beyond',
    cells: [
      String(ordinal),
      // The depth in the tree, for the eye and for a reader of the screen alike.
      `${'› '.repeat(depth)}${valueOf(term)}`,
      valueOf(name),
      leadsTo,
      isAtLeast ? say('spf.atLeast', { count }) : String(count),
    ],
  };
}

function senderBlocks(tree: StoredTree, { say }: Pick<Words, 'say'>): Block[] {
  const { own, providers, isAmountAtLeast } = tree;
  const textOf = (whom: string, { ipv4, ipv6 }: StoredTree['own']) => ({
    text: `${whom}: ${say('spf.amount', { ipv4, ipv6 })}`,
  });
  const items = [textOf(say('spf.own'), own), ...providers.map((each) => textOf(valueOf(each.name), each))];
  return [
    { kind: 'list', items },
    ...(isAmountAtLeast ? [paragraph(say('spf.amountAtLeast'), 'quiet')] : []),
  ];
}
