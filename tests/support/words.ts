import { say } from '../../lib/locales/say.ts';
import type { Block, Cell, Words } from '../../lib/report/blocks.ts';

/** What descriptions are put into words with: moments as a program writes them. */
export const WORDS: Words = { say, moment: (at) => new Date(at).toISOString() };

/** A sentence without the marks of its values. */
export function bare(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '');
}

/** What a block says, line by line; a table has its cells between bars. */
export function textsOf(block: Block): string[] {
  if (block.kind === 'paragraph') return [bare(block.text)];
  if (block.kind === 'raw') return block.texts.map((text) => `raw: ${text}`);
  if (block.kind === 'list')
    return block.items.map(({ text, fault }) => bare(text) + (fault ? ` (${fault})` : ''));
  if (block.kind === 'table')
    return block.rows.map(({ cells }) => cells.map((cell) => bare(cellText(cell))).join(' | '));
  if (block.kind === 'chain') return [`${block.chain.names.join(' > ')}: ${block.chain.end}`];
  if (block.kind === 'path')
    return [
      ...block.path.stops.map(({ title, text, sign }) => bare(`${sign ?? '-'} ${title}: ${text}`)),
      ...block.path.ends.map(({ title, text, treatment }) => bare(`${treatment} ${title}: ${text}`)),
    ];
  if (block.kind === 'strip') return [bare(block.text)];
  return block.kind === 'word' ? [`${block.sign} ${bare(block.text)}`] : [`pending ${block.width}`];
}

/** The text of a cell with its sign before it, and behind it what is out of the ordinary and the share that is drawn. */
function cellText(cell: string | Cell): string {
  if (typeof cell === 'string') return cell;
  const { text, sign, faults = [], bar } = cell;
  const said = [sign, text].filter((each) => each !== undefined).join(' ');
  return [said, ...faults.map((fault) => `(${fault})`), ...(bar ? [`${bar.from}+${bar.width}`] : [])].join(
    ' ',
  );
}
