import type { LabDomain } from '../description/types.ts';
import { COVERAGE } from './mta-sts/coverage.ts';
import { LIKENESS } from './mta-sts/likeness.ts';
import { MODES } from './mta-sts/modes.ts';
import { POLICY_HOST } from './mta-sts/policy-host.ts';
import { POLICY_TEXT } from './mta-sts/policy-text.ts';
import { RECORD } from './mta-sts/record.ts';

/** What a policy says, of which servers, how it is announced, and how it is served. */
export const MTA_STS: readonly LabDomain[] = [
  ...MODES,
  ...COVERAGE,
  ...LIKENESS,
  ...RECORD,
  ...POLICY_HOST,
  ...POLICY_TEXT,
];
