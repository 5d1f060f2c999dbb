import type { Assessment } from '../../lib/check/assessment.ts';
import { headlineTitle } from '../../lib/locales/headline-title.ts';
import { laneConsequence, laneSaid } from '../../lib/locales/lane-said.ts';
import { spoofingState, transitState } from '../../lib/verdict/badge.ts';
import { say } from '../../lib/locales/say.ts';
import { paragraph, type Block, type ReportDocument, type Section } from '../../lib/report/blocks.ts';
import { majorFindings, scoreFor, type MechanismPart } from '../../lib/report/parts.ts';
import { scoreSection } from '../../lib/report/score.ts';
import { reportSections } from '../../lib/report/sections.ts';
import type { Digest, OwnedFinding } from '../../lib/verdict/digest.ts';
import { hiddenErrors } from '../../lib/verdict/fault.ts';
import { gathered, type Gathered } from '../../lib/verdict/gathered.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { gainOf } from '../../lib/verdict/score-causes.ts';
import type { Score } from '../../lib/verdict/score.ts';
import { findingWords, linesWords } from '../finding-words.ts';
import { durationWords, secondsWords } from '../format.ts';
import { gainWords } from '../gain-words.ts';
import { FILE_WORDS, fullMoment } from './words.ts';

/** The report in words, section by section as the page shows it, ready to become a file. `now` decides as in the page; without `isScored` it has no score. */
export function documentOf(
  assessment: Assessment,
  generator: string,
  now: number,
  isScored = true,
): ReportDocument {
  const { policyDomain } = assessment;
  const digest = digestOf(assessment, now);
  const score = scoreFor({ assessment, now });
  const { path, parts, course } = reportSections(
    { domain: policyDomain, assessment, digest, now },
    FILE_WORDS,
  );
  return {
    title: say('report.titleOf', { domain: policyDomain }),
    blocks: [
      paragraph(say('report.written', { time: fullMoment(now), generator })),
      paragraph(say('report.purpose')),
    ],
    sections: [
      { heading: say('report.verdict'), blocks: verdictBlocks(digest) },
      path,
      {
        heading: say('report.toFix'),
        blocks: findingBlocks(majorFindings(digest, score), say('findings.none'), isScored ? score : null),
      },
      ...(score && isScored ? [scoreSection(score, FILE_WORDS)] : []),
      ...parts.map(partSection),
      ...(course ? [course] : []),
    ],
  };
}

/** A part with its notes before its records, as on the page. */
function partSection({ notes, records, parts, ...section }: MechanismPart): Section {
  const noted = { heading: say('report.notes'), blocks: findingBlocks(notes) };
  return { ...section, parts: [...parts, ...(notes.length > 0 ? [noted] : []), ...records] };
}

function verdictBlocks(digest: Digest): Block[] {
  const { headline, mode, maxAgeSeconds, coverage } = digest;
  const facts = [
    ...(mode === null ? [] : [{ text: `mode: ${mode}` }]),
    ...(maxAgeSeconds === null
      ? []
      : [
          {
            text: `max_age: ${durationWords(maxAgeSeconds)} (${secondsWords(maxAgeSeconds)})`,
          },
        ]),
    ...(coverage ? [{ text: `${say('facts.coverage')}: ${say('facts.covered', coverage)}` }] : []),
  ];
  return [
    paragraph(headlineTitle(headline, hiddenErrors(digest))),
    {
      kind: 'list',
      items: [transitState(digest), spoofingState(digest)].map((state) => ({
        text: `${laneSaid(state, digest)} ${laneConsequence(state, digest)}`.trim(),
      })),
    },
    ...(facts.length > 0 ? [{ kind: 'list' as const, items: facts }] : []),
  ];
}

/** What a repair gains is said where there is a score to gain it in. */
function findingBlocks(findings: readonly OwnedFinding[], none = '', score: Score | null = null): Block[] {
  if (findings.length === 0) return [paragraph(none)];
  const items = gathered(findings).map((group) => {
    const { severity, title, rest } = groupWords(group);
    const gain = gainOf(group.finding, score);
    return { text: `${severity} ${title}. ${rest}${gain ? ` ${gainWords(gain)}` : ''}` };
  });
  return [{ kind: 'list', items }];
}

/** A finding as text runs: how grave it is, what, and then on which lines, what it means and what to do. */
export function groupWords(group: Gathered) {
  const { finding } = group;
  const { title, meaning, repair } = findingWords(finding);
  const lines = linesWords(group);
  const origin = finding.source === null ? '' : ` (${finding.source})`;
  const rest = `${lines && `${lines}. `}${meaning} ${say('findings.toDo')} ${repair}${origin}`;
  return { severity: `[${say(`findings.severity.${finding.severity}`)}]`, title, rest };
}
