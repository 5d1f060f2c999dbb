import type { Assessment } from '../assessment.ts';
import { assessmentKey } from './assessment-store.ts';
import { readArea, removeItem, writeItem } from './storage.ts';

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
