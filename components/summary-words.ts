import { readableName } from '../lib/names/domain-name.ts';
import { keyOf, language, sayPlainly } from '../lib/locales/say.ts';
import { headlineTitle } from '../lib/locales/headline-title.ts';
import { hiddenErrors, isFault } from '../lib/verdict/fault.ts';
import { gathered } from '../lib/verdict/gathered.ts';
import { plain } from './plain-words.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { durationWords, momentWords } from './format.ts';
import { findingWords, linesWords } from './finding-words.ts';

/** The verdict on a domain as one paragraph of plain text, for a ticket or a message. */
export function summaryWords(digest: Digest): string {
  const { headline, mode, maxAgeSeconds, coverage } = digest;
  const sentences = [
    sayPlainly('summary.headline', {
      domain: readableName(digest.policyDomain),
      headline: headlineTitle(headline, hiddenErrors(digest)),
    }),
    sayPlainly(`headline.${keyOf(headline)}.text`),
    mode !== null &&
      maxAgeSeconds !== null &&
      sayPlainly('summary.policy', { mode, maxAge: durationWords(maxAgeSeconds) }),
    coverage && sayPlainly('summary.coverage', { covered: coverage.covered, total: coverage.total }),
    reportsWords(digest),
    repairsWords(digest),
    sayPlainly('summary.checked', {
      // With the date always: the text outlives the day.
      time: momentWords(digest.finishedAt ?? digest.startedAt, 0),
      resolver: digest.resolver.name,
    }),
  ];
  return sentences.filter(Boolean).join(' ');
}

function reportsWords({ reports: { state, targets } }: Digest): string | null {
  if (state === 'absent') return sayPlainly('summary.noReports');
  return state === 'found'
    ? sayPlainly('summary.reports', { targets: list(targets.map(({ uri }) => uri)) })
    : null;
}

function repairsWords({ findings }: Digest): string | null {
  const titles = gathered(findings.filter(isFault)).map((group) => {
    const lines = linesWords(group);
    return plain(findingWords(group.finding).title + (lines && ` (${lines})`));
  });
  return titles.length > 0 ? sayPlainly('summary.repairs', { titles: list(titles) }) : null;
}

function list(texts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'unit', style: 'long' }).format(texts);
}
