import type { Assessment } from '../lib/check/assessment.ts';
import { wholeEvidence } from '../lib/report/evidence.ts';
import { PartsOf } from './Blocks.tsx';
import { PAGE_WORDS } from './format.ts';

/** The raw facts: records, policy text, resolver, times and what was asked. */
export function EvidenceFacts({ assessment }: { assessment: Assessment }) {
  return <PartsOf parts={wholeEvidence(assessment, PAGE_WORDS)} />;
}
