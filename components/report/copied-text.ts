import { plain } from '../plain-words.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { readableName, type DomainName } from '../../lib/names/domain-name.ts';
import type { Gathered } from '../../lib/verdict/gathered.ts';
import { sayPlainly } from '../../lib/locales/say.ts';
import { valueOf } from '../../lib/text/sentence.ts';
import { paragraph } from '../../lib/report/blocks.ts';
import { jsonFindingOf, jsonText } from '../../lib/report/json.ts';
import { inMarkdown } from '../../lib/report/markdown.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { summaryWords } from '../summary-words.ts';
import { groupWords } from './document.ts';
import { filesOf } from './files.ts';

/** In which form a finding, or the whole report, goes to the clipboard. */
export type CopyFormat = 'markdown' | 'json' | 'summary';

export const COPY_FORMATS: readonly CopyFormat[] = ['markdown', 'json', 'summary'];

/** The whole report for the clipboard. `now` in milliseconds since 1970 UTC; without `isScored` it has no score. */
export function reportText(
  assessment: Assessment,
  format: CopyFormat,
  generator: string,
  now: number,
  isScored = true,
): string {
  return format === 'summary'
    ? `${summaryWords(digestOf(assessment, now))}\n`
    : filesOf(assessment, generator, now, isScored)[format].text();
}

/** One finding for the clipboard, with the domain that it belongs to; of several lines, the JSON is that of the first. */
export function findingText(policyDomain: DomainName, group: Gathered, format: CopyFormat): string {
  const { finding } = group;
  if (format === 'json') return jsonText({ policyDomain, ...jsonFindingOf(finding) });
  const { severity, title, rest } = groupWords(group);
  if (format === 'summary') {
    const domain = readableName(policyDomain);
    return `${sayPlainly('summary.headline', { domain, headline: plain(title) })}. ${plain(rest)}\n`;
  }
  return inMarkdown([paragraph(`${severity} ${valueOf(policyDomain)}: ${title}. ${rest}`)]);
}
