import type { Assessment } from '../../lib/assessment.ts';
import { readableName, type DomainName } from '../../lib/domain-name.ts';
import { say, sayPlainly } from '../../lib/locales/say.ts';
import { PROBLEMS, type Problem } from '../../lib/problem.ts';
import { paragraph } from '../../lib/report/blocks.ts';
import { jsonFindingOf, jsonText } from '../../lib/report/json.ts';
import { inMarkdown } from '../../lib/report/markdown.ts';
import { findingWords } from '../finding-words.ts';
import { plain, summaryWords } from '../summary-words.ts';
import { filesOf } from './files.ts';
import { valueOf } from './words.ts';

/** In which form a finding, or the whole report, goes to the clipboard. */
export type CopyFormat = 'markdown' | 'json' | 'summary';

export const COPY_FORMATS: readonly CopyFormat[] = ['markdown', 'json', 'summary'];

/** The whole report for the clipboard. `now` in milliseconds since 1970 UTC. */
export function reportText(
  assessment: Assessment,
  format: CopyFormat,
  generator: string,
  now: number,
): string {
  return format === 'summary'
    ? `${summaryWords(assessment)}\n`
    : filesOf(assessment, generator, now)[format].text();
}

/** One finding for the clipboard, with the domain that it belongs to. */
export function findingText(policyDomain: DomainName, finding: Problem, format: CopyFormat): string {
  if (format === 'json') return jsonText({ policyDomain, ...jsonFindingOf(finding) });
  const { title, meaning, repair } = findingWords(finding);
  const { severity, source } = PROBLEMS[finding.code];
  const origin = source === null ? '' : ` (${source})`;
  const rest = `${meaning} ${say('findings.toDo')} ${repair}${origin}`;
  if (format === 'summary') {
    const domain = readableName(policyDomain);
    return `${sayPlainly('summary.headline', { domain, headline: plain(title) })}. ${plain(rest)}\n`;
  }
  const head = `[${say(`findings.severity.${severity}`)}] ${valueOf(policyDomain)}: ${title}.`;
  return inMarkdown([paragraph(`${head} ${rest}`)]);
}
