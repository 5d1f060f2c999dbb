import { safeParse } from 'valibot';
import type { Assessment } from '../assessment.ts';
import type { DomainName } from '../domain-name.ts';
import { assessmentSchema } from './assessment-schema.ts';
import { readArea, readItem, removeItem, watchItem, writeItem } from './storage.ts';

/**
 * The last snapshot of each assessment, in memory that ends with the browser session (`storage.session`). The background
 * writes, and shows the same snapshots on the badge; every view reads and watches, so that they can never disagree.
 */
export const assessmentKey = (domain: DomainName) => `session:assessment:${domain}` as const;

/** Null where there is none, or none that can be read. */
export async function readAssessment(domain: DomainName): Promise<Assessment | null> {
  return assessmentIn(await readItem(assessmentKey(domain)), domain);
}

/** Calls back with every snapshot that is written from now on; gives the function that ends it. */
export function watchAssessment(domain: DomainName, onChange: (assessment: Assessment) => void): () => void {
  return watchItem(assessmentKey(domain), (value) => {
    const assessment = assessmentIn(value, domain);
    if (assessment) onChange(assessment);
  });
}

/**
 * A writer for the snapshots of one assessment: one write under way, the latest next, those between them skipped. `settled` resolves when
 * the last one is stored. A storage that fails loses the snapshot, not the assessment.
 */
export function assessmentWriter(): {
  write: (assessment: Assessment) => void;
  settled: () => Promise<void>;
} {
  let next: Assessment | null = null;
  let running: Promise<void> | null = null;
  const drain = async () => {
    while (next) {
      const value = next;
      next = null;
      await store(value).catch(() => undefined);
    }
    running = null;
  };
  return {
    write: (assessment) => {
      next = assessment;
      running ??= drain();
    },
    settled: async () => running ?? undefined,
  };
}

/** Where the memory is full, what was known of other domains makes room: it can be asked again. */
async function store(assessment: Assessment): Promise<void> {
  const key = assessmentKey(assessment.policyDomain);
  try {
    await writeItem(key, assessment);
  } catch {
    const stored = Object.keys(await readArea('session'));
    const others = stored.filter((name) => name.startsWith('assessment:'));
    await removeItem(...others.map((name) => `session:${name}` as const));
    await writeItem(key, assessment);
  }
}

/** Null where storage holds nothing that can be the assessment of this domain. */
export function assessmentIn(value: unknown, domain: DomainName): Assessment | null {
  const result = safeParse(assessmentSchema, value);
  return result.success && result.output.policyDomain === domain ? result.output : null;
}
