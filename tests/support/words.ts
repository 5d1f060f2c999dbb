import { say } from '../../lib/locales/say.ts';
import type { Block, Words } from '../../lib/report/blocks.ts';

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
    return block.rows.map(({ cells }) =>
      cells.map((cell) => bare(typeof cell === 'string' ? cell : `${cell.sign} ${cell.text}`)).join(' | '),
    );
  if (block.kind === 'steps')
    return block.steps.map((step) => `${step.what} ${step.of} ${bare(step.says)} ${step.from}+${step.width}`);
  if (block.kind === 'chain') return [`${block.chain.names.join(' > ')}: ${block.chain.end}`];
  return block.kind === 'word' ? [`${block.sign} ${bare(block.text)}`] : [`pending ${block.width}`];
}
