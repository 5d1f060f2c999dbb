import type { Assessment } from '../lib/check/assessment.ts';
import { evidenceOf } from '../lib/report/evidence.ts';
import { PartsOf } from './Blocks.tsx';
import { PAGE_WORDS } from './format.ts';
import type { DrawnFacts } from './use-facts.ts';

/** The raw facts: what was published for each mechanism; resolver, times and what was asked. */
export function drawnFacts(assessment: Assessment): DrawnFacts {
  const { told, asked } = evidenceOf(assessment, PAGE_WORDS);
  return {
    of: (mechanism) =>
      told
        .filter(({ name }) => name === mechanism)
        .map(({ name, evidence }, index) => <PartsOf key={`${name} ${index}`} parts={evidence} />),
    asked: <PartsOf parts={asked} />,
  };
}
