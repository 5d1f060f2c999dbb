import type { Assessment } from '../lib/check/assessment.ts';
import { readableName } from '../lib/names/domain-name.ts';
import { keyOf, language, sayPlainly } from '../lib/locales/say.ts';
import { isFault } from '../lib/verdict/fault.ts';
import { gathered } from '../lib/verdict/gathered.ts';
import type { Verdict } from '../lib/verdict/verdict.ts';
import { durationWords, momentWords } from './format.ts';
import { findingWords, linesWords } from './finding-words.ts';

/** The verdict on a domain as one paragraph of plain text, for a ticket or a message. */
export function summaryWords(assessment: Assessment, verdict: Verdict): string {
  const { headline, mode, maxAgeSeconds, coverage } = verdict;
  const sentences = [
    sayPlainly('summary.headline', {
      domain: readableName(assessment.policyDomain),
      headline: sayPlainly(`headline.${keyOf(headline)}.title`),
    }),
    sayPlainly(`headline.${keyOf(headline)}.text`),
    mode !== null &&
      maxAgeSeconds !== null &&
      sayPlainly('summary.policy', { mode, maxAge: durationWords(maxAgeSeconds) }),
    coverage && sayPlainly('summary.coverage', { covered: coverage.covered, total: coverage.total }),
    reportsWords(assessment),
    repairsWords(verdict),
    sayPlainly('summary.checked', {
      // With the date always: the text outlives the day.
      time: momentWords(assessment.finishedAt ?? assessment.startedAt, 0),
      resolver: assessment.resolver.name,
    }),
  ];
  return sentences.filter(Boolean).join(' ');
}

function reportsWords({ tlsrpt }: Assessment): string | null {
  if (tlsrpt.state === 'absent') return sayPlainly('summary.noReports');
  return tlsrpt.state === 'found' ? sayPlainly('summary.reports', { targets: list(tlsrpt.value.rua) }) : null;
}

function repairsWords({ findings }: Verdict): string | null {
  const titles = gathered(findings.filter(isFault)).map((group) => {
    const lines = linesWords(group);
    return plain(findingWords(group.finding).title + (lines && ` (${lines})`));
  });
  return titles.length > 0 ? sayPlainly('summary.repairs', { titles: list(titles) }) : null;
}

/** Without the marks that are there for the page: those of isolation and of code. */
export function plain(text: string): string {
  return text.replaceAll(/[\u2068\u2069`]/g, '');
}

function list(texts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'unit', style: 'long' }).format(texts);
}
