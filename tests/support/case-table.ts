import type { Headline } from '../../lib/verdict/headlines.ts';
import { words } from './i18n.ts';

/** The tables of docs/, printed from the cases that tests run. */

/** A section of such a page: its title, and a table of its rows. */
export function caseSection(title: string, rows: readonly string[]): string {
  return `## ${title}\n\n| what happens | what the person sees | test |\n| --- | --- | --- |\n${rows.join('\n')}\n\n`;
}

/** A row: what happens, what is seen of it, and the tests that run it. */
export function caseRow(what: string, seen: string, tests: readonly string[]): string {
  const cells = [what, seen, tests.map((path) => `\`${path}\``).join(', ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '\\<')).join(' | ')} |`;
}

/** The title of a headline, as it is read at the top. */
export function headlineTitle(headline: Headline): string {
  return `**${words(`headline.${headline.replaceAll('-', '_')}.title`)}**`;
}
