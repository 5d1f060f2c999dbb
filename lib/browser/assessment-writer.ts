import type { Assessment } from '../assessment.ts';
import { isCurrent } from '../assessment-life.ts';
import type { DomainName } from '../domain-name.ts';
import { assessmentIn, assessmentKey } from './assessment-store.ts';
import { readArea, removeItem, writeItem, type StorageKey } from './storage.ts';

const PREFIX = 'assessment:';

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
  const write = () => writeItem(key, assessment);
  await write().catch(async () => {
    const { expired, current } = await readOthers(assessment.policyDomain);
    await removeItem(...expired);
    let oldest = current;
    const rest = async (): Promise<void> => {
      if (oldest.length === 0) return write();
      // A tenth at a time: not one after the other, which each writes, and not all.
      const leaving = oldest.slice(0, Math.ceil(current.length / 10));
      oldest = oldest.slice(leaving.length);
      await removeItem(...leaving);
      return write().catch(rest);
    };
    await write().catch(rest);
  });
}

/** Where the assessments of all other domains lie: those that may not be shown any more or cannot be read, and the rest, the oldest first. */
async function readOthers(domain: DomainName): Promise<{ expired: StorageKey[]; current: StorageKey[] }> {
  const now = Date.now();
  const others = Object.entries(await readArea('session')).flatMap(([name, value]) => {
    const other = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : domain;
    if (other === domain) return [];
    const known = assessmentIn(value, other as DomainName);
    // One that is under way may be gone on with.
    const isOfUse = known && (known.finishedAt === null || isCurrent(known, now));
    const startedAt = isOfUse ? known.startedAt : null;
    return { key: `session:${name}` as const, startedAt };
  });
  const current = others.filter(({ startedAt }) => startedAt !== null);
  return {
    expired: others.flatMap(({ key, startedAt }) => (startedAt === null ? key : [])),
    current: current.toSorted((a, b) => Number(a.startedAt) - Number(b.startedAt)).map(({ key }) => key),
  };
}
