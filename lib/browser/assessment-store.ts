import { safeParse } from 'valibot';
import type { Assessment } from '../check/assessment.ts';
import type { DomainName } from '../names/domain-name.ts';
import { assessmentSchema } from './assessment-schema.ts';
import { sharedReading } from './shared-reading.ts';
import { readItem, watchItem } from './storage.ts';
import type { Source } from './viewer.ts';

/**
 * The last snapshot of each assessment, in memory that ends with the browser session (`storage.session`). The background
 * writes, and shows the same snapshots on the badge; every view reads and watches, so that they can never disagree.
 */
export const assessmentKey = (domain: DomainName) => `session:assessment:${domain}` as const;

/** Null where there is none, or none that can be read. */
export const readAssessment = sharedReading(async (domain) =>
  assessmentIn(await readItem(assessmentKey(domain)), domain),
);

/** Calls back with every snapshot that is written from now on; gives the function that ends it. */
export function watchAssessment(domain: DomainName, onChange: (assessment: Assessment) => void): () => void {
  return watchItem(assessmentKey(domain), (value) => {
    const assessment = assessmentIn(value, domain);
    if (assessment) onChange(assessment);
  });
}

/** Null where storage holds nothing that can be the assessment of this domain. */
export function assessmentIn(value: unknown, domain: DomainName): Assessment | null {
  const result = safeParse(assessmentSchema, value);
  return result.success && result.output.policyDomain === domain ? result.output : null;
}

/** For pages that show the facts themselves. */
export const ASSESSMENTS: Source<Assessment> = {
  read: readAssessment,
  watch: watchAssessment,
  of: ({ assessment }) => assessment,
  into: (assessment) => ({ assessment }),
};
