import { readableName } from '../lib/names/domain-name.ts';
import { language, sayPlainly } from '../lib/locales/say.ts';
import { headlineTitle } from '../lib/locales/headline-title.ts';
import { laneConsequence, laneSaid } from '../lib/locales/lane-said.ts';
import { spoofingState, transitState, type LaneState } from '../lib/verdict/badge.ts';
import { hiddenErrors, isFault } from '../lib/verdict/fault.ts';
import { gathered } from '../lib/verdict/gathered.ts';
import { plain } from './plain-words.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { durationWords, momentWords } from './format.ts';
import { findingWords, linesWords } from './finding-words.ts';

/** The verdict on a domain as a few lines of plain text, for a ticket or a message: a line for each lane, with what follows from it. */
export function summaryWords(digest: Digest): string {
  const { headline } = digest;
  const lines = [
    sayPlainly('summary.headline', {
      domain: readableName(digest.policyDomain),
      headline: headlineTitle(headline, hiddenErrors(digest)),
    }),
    [...laneWords(transitState(digest), digest), ...policyWords(digest)].join(' '),
    laneWords(spoofingState(digest), digest).join(' '),
    repairsWords(digest),
    sayPlainly('summary.checked', {
      // With the date always: the text outlives the day.
      time: momentWords(digest.finishedAt ?? digest.startedAt, 0),
      resolver: digest.resolver.name,
    }),
  ];
  return lines.filter(Boolean).join('\n');
}

/** The name and the word of a lane, and what becomes of mail by it. */
export function laneWords(state: LaneState, digest: Digest): string[] {
  const consequence = plain(laneConsequence(state, digest));
  return [laneSaid(state, digest), ...(consequence ? [consequence] : [])];
}

function policyWords(digest: Digest): string[] {
  const { mode, maxAgeSeconds, coverage } = digest;
  return [
    mode !== null &&
      maxAgeSeconds !== null &&
      sayPlainly('summary.policy', { mode, maxAge: durationWords(maxAgeSeconds) }),
    coverage && sayPlainly('summary.coverage', { covered: coverage.covered, total: coverage.total }),
    reportsWords(digest),
  ].filter((each) => typeof each === 'string');
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
