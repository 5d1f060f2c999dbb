import { visibleBlock, visibleText } from '../visible-text.ts';
import type { Block, ReportDocument } from './document.ts';

/**
 * Writes a document as Markdown (CommonMark with tables). Text that the owner of a domain chose stands in it: nothing of
 * it may become a link, an image, a heading, HTML or a break out of its cell or code block, in any reader.
 */
export function markdownOf({ title, blocks, sections }: ReportDocument): string {
  const parts = [
    `# ${inline(title)}`,
    ...blocks.map(blockOf),
    ...sections.flatMap(({ heading, blocks: inner }) => [`## ${inline(heading)}`, ...inner.map(blockOf)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows]
        .map((cells, index) => `| ${cells.map((cell) => (index === 1 ? cell : inline(cell))).join(' | ')} |`)
        .join('\n');
    case 'raw':
      return fenced(block.text);
  }
}

/** FSI and PDI as `say` sets them around a value, and the mark of code of the sentences. */
const VALUE = /\u2068(?<value>[^\u2069]*)\u2069|`(?<code>[^`\u2068\u2069]*)`/gu;

/** One line: authored code stays code, values and all the rest are text and nothing else. */
function inline(sentence: string): string {
  let written = '';
  let end = 0;
  for (const match of sentence.matchAll(VALUE)) {
    const { value, code } = match.groups ?? {};
    written += escaped(sentence.slice(end, match.index));
    // No value ever stands within authored code, so that these few words need no other fence.
    written += code === undefined ? escaped(value ?? '') : `\`${code.replaceAll('|', String.raw`\|`)}\``;
    end = match.index + match[0].length;
  }
  return (written + escaped(sentence.slice(end))).trim();
}

/** The ASCII punctuation that means something somewhere in Markdown. */
const MARKUP = /[\\`*_{}[\]<>()#+!|~&$=^"'-]/g;

/**
 * Every mark escaped. Readers also make links of bare addresses and of `@names`, which no backslash stops: there a
 * zero-width character reference would be worse than the mark itself written as a reference.
 */
function escaped(text: string): string {
  return visibleText(text.replaceAll(/[\u2068\u2069]/g, ''))
    .replace(MARKUP, String.raw`\$&`)
    .replace(/^(\s*\d+)([.)])/, String.raw`$1\$2`)
    .replaceAll(/:(?=\/\/)|(?<=\b(?:mailto|xmpp|tel|data|javascript)):/gi, '&#58;')
    .replaceAll('@', '&#64;')
    .replaceAll(/\b(www)\./gi, '$1&#46;');
}

/** A fence longer than any run of its mark within; what is invisible is shown. */
function fenced(text: string): string {
  const shown = visibleBlock(text).replace(/\n$/, '');
  const longest = Math.max(2, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}
