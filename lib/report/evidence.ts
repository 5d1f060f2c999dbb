import type { Assessment } from '../check/assessment.ts';
import { toldOf, type Told } from '../mechanisms.ts';
import { valueOf } from '../text/sentence.ts';
import { paragraph, type Section, type Words } from './blocks.ts';

/** Everything, for a page that has a place for each mechanism: what each has, of whom it was asked, and every question. */
export function evidenceOf(
  assessment: Assessment,
  words: Words,
): { readonly told: readonly Told[]; readonly asked: readonly Section[] } {
  const { say } = words;
  const { policyDomain, startedAt } = assessment;
  const limits = { heading: say('evidence.limits'), blocks: [paragraph(say('evidence.limitsText'))] };
  return {
    told: toldOf(assessment, { ...words, policyDomain, now: startedAt }),
    asked: [...asked(assessment, words), limits],
  };
}

function asked({ resolver, unprovenNoes, queries }: Assessment, { say }: Words): Section[] {
  const items = queries.map(({ type, name, outcome, authentic, isUnchecked, tookMs }) => {
    const came = `${valueOf(outcome)}${authentic ? ' AD' : ''}`;
    const took = say('evidence.took', { milliseconds: Math.round(tookMs) });
    return { text: `${type} ${valueOf(name)}${isUnchecked ? ' CD' : ''} ${came} · ${took}` };
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
