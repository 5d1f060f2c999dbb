import type { Assessment } from '../check/assessment.ts';
import { toldOf } from '../mechanisms.ts';
import { valueOf } from '../text/sentence.ts';
import { paragraph, type Section, type Words } from './blocks.ts';

/** Everything as it was published, of whom it was asked, and every question: for a page that has no other place for them. */
export function wholeEvidence(assessment: Assessment, words: Words): Section[] {
  const { say } = words;
  const { policyDomain, startedAt } = assessment;
  const limits = { heading: say('evidence.limits'), blocks: [paragraph(say('evidence.limitsText'))] };
  const told = toldOf(assessment, { ...words, policyDomain, now: startedAt });
  return [...told.flatMap(({ evidence }) => evidence), ...asked(assessment, words), limits];
}

function asked({ resolver, unprovenNoes, queries }: Assessment, { say }: Words): Section[] {
  const items = queries.map(({ type, name, outcome, authentic, tookMs }) => {
    const came = `${valueOf(outcome)}${authentic ? ' AD' : ''}`;
    const took = say('evidence.took', { milliseconds: Math.round(tookMs) });
    return { text: `${type} ${valueOf(name)} ${came} · ${took}` };
  });
  return [
    {
      heading: say('evidence.resolver'),
      blocks: [
        paragraph(`${valueOf(resolver.name)} · ${valueOf(resolver.url)}`),
        ...(unprovenNoes ? [paragraph(say('evidence.unproven'))] : []),
      ],
    },
    { heading: say('evidence.queries'), blocks: [{ kind: 'list', name: 'queries', items }] },
  ];
}
