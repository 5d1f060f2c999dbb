import { valueOf } from '../text/sentence.ts';
import { visibleBlock, visibleText } from '../text/visible-text.ts';
import type { Block, Cell, ReportDocument, Section, ToldChain } from './blocks.ts';

/**
 * Writes a document as Markdown (CommonMark with tables). Text that the owner of a domain chose stands in it: nothing of
 * it may become a link, an image, a heading, HTML or a break out of its cell or block, in any reader. So every such value
 * stands in a code span, where no reader looks for markup or for bare addresses to make links of.
 */
export function markdownOf({ title, blocks, sections }: ReportDocument): string {
  return joined([
    `# ${inline(title)}`,
    ...blocks.map(blockOf),
    ...sections.flatMap((each) => sectionOf(each, '##')),
  ]);
}

/** Writes a part of a document, without a title, under the same rule. */
export function inMarkdown(blocks: readonly Block[]): string {
  return joined(blocks.map(blockOf));
}

function joined(written: readonly string[]): string {
  return `${written.filter((each) => each !== '').join('\n\n')}\n`;
}

function sectionOf({ heading, aside = '', blocks, parts = [] }: Section, mark: string): string[] {
  const below = parts.flatMap((part) => sectionOf(part, `${mark}#`));
  return [`${mark} ${inline(heading)}`, inline(aside), ...blocks.map(blockOf), ...below];
}

function blockOf(block: Block): string {
  if (block.kind === 'paragraph' || block.kind === 'word' || block.kind === 'strip')
    return inline(block.text);
  if (block.kind === 'table') return table(block);
  if (block.kind === 'raw') return block.texts.map(fenced).join('\n\n');
  if (block.kind === 'chain') return list([chainText(block.chain)]);
  if (block.kind === 'path')
    return list([...block.path.stops, ...block.path.ends].map(({ title, text }) => `${title}: ${text}`));
  if (block.kind === 'pending') return '';
  return list(block.items.map(({ text, fault }) => (fault ? `${text} (${fault})` : text)));
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${inline(item)}`).join('\n');
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const written = [
    columns.map(({ title }) => title),
    ...rows.map(({ cells }) => columns.map((_, at) => cellText(cells[at] ?? ''))),
  ].map((cells) => row(cells.map((cell) => inline(cell, true))));
  return written.toSpliced(1, 0, row(columns.map(() => '---'))).join('\n');
}

function cellText(cell: string | Cell): string {
  if (typeof cell === 'string') return cell;
  const { text, faults = [] } = cell;
  return faults.length > 0 ? `${text} (${faults.join(', ')})` : text;
}

function chainText({ names, end, fault }: ToldChain): string {
  const way = `${names.map(valueOf).join(' → ')}: ${end}`;
  return fault ? `${way}. ${fault.title}: ${fault.text}` : way;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** FSI and PDI as `say` sets them around a value, and the mark of code of the sentences. */
const PARTS = /\u2068(?<value>[^\u2069]*)\u2069|`(?<code>[^`\u2068\u2069]*)`/gu;
/** A time, a duration, a reason in words: what no reader of Markdown makes anything of once its marks are escaped. */
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N} ,()\u202f]|(?<=\p{N}):(?=\p{N}))*$/u;

/** One line of a sentence: authored code stays code, values become code, all the rest is text and nothing else. */
function inline(sentence: string, isCell = false): string {
  let written = '';
  let end = 0;
  for (const match of sentence.matchAll(PARTS)) {
    const { value, code } = match.groups ?? {};
    written += escaped(sentence.slice(end, match.index));
    const text = visibleText(value ?? code ?? '');
    written += value !== undefined && PLAIN.test(text) ? escaped(text) : codeSpan(text, isCell);
    end = match.index + match[0].length;
  }
  return (written + escaped(sentence.slice(end))).trim();
}

/** All ASCII punctuation that means something somewhere in Markdown. */
const MARKUP = /[\\`*_{}[\]<>()#+!|~&$=^-]/g;

function escaped(text: string): string {
  return visibleText(text)
    .replace(MARKUP, String.raw`\$&`)
    .replace(/^(\s*\d+)\./, String.raw`$1\.`);
}

/** A fence longer than any run of its mark within. A cell ends at a bar even within code, so there it is spelt out. */
function codeSpan(text: string, isCell: boolean): string {
  if (text === '') return '';
  const fence = fenceFor(text, 1);
  const shown = isCell ? text.replaceAll('|', '⟨U+007C⟩') : text;
  // A space next to the fence keeps the marks apart; the reader takes it off again.
  const gap = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
}

/** Text as it was published; what is invisible in it is shown. */
function fenced(text: string): string {
  const shown = visibleBlock(text).replace(/\n$/, '');
  const fence = fenceFor(shown, 3);
  return `${fence}text\n${shown}\n${fence}`;
}

function fenceFor(text: string, least: number): string {
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1);
  return '`'.repeat(Math.max(least, ...runs));
}
