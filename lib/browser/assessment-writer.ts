import type { Assessment } from '../check/assessment.ts';
import { isCurrent } from '../check/life.ts';
import type { DomainName } from '../names/domain-name.ts';
import { assessmentIn, assessmentKey } from './assessment-store.ts';
import type { Era } from './era.ts';
import { writeWithRoom } from './make-room.ts';
import { bytesIn, readArea, removeItem, writeItem, type StorageKey } from './storage.ts';
import { storedBytes } from './stored-bytes.ts';

const PREFIX = 'assessment:';
/** Of some ten million bytes that browsers give in memory; the rest is for what pages hand over and wait for. */
const MAX_BYTES = 7_000_000;

/**
 * A writer for the snapshots of one assessment: one write under way, the latest next, those between them skipped. `settled` resolves when
 * the last one is stored. A storage that fails loses the snapshot, not the assessment; so does a forgetting since `since`.
 */
export function assessmentWriter(since: Era): {
  write: (assessment: Assessment) => void;
  settled: () => Promise<void>;
} {
  let next: Assessment | null = null;
  let running: Promise<void> | null = null;
  const drain = async () => {
    while (next) {
      const value = next;
      next = null;
      await store(value, since).catch(() => undefined);
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
async function store(assessment: Assessment, since: Era): Promise<void> {
  const { policyDomain, finishedAt } = assessment;
  const key = assessmentKey(policyDomain);
  // Where there is much, all of it is read: once for each check, and no sooner.
  if (finishedAt !== null && (await bytesIn('session')) > MAX_BYTES) await makeRoom(assessment);
  await writeWithRoom(
    () => writeItem(key, assessment, since),
    async () => (await readOthers(policyDomain)).map((other) => other.key),
  );
}

/** Lets the oldest leave, until there is room for this one beside the others. */
async function makeRoom(assessment: Assessment): Promise<void> {
  let room = MAX_BYTES - storedBytes(assessment);
  const leaving = (await readOthers(assessment.policyDomain)).toReversed().filter((other) => {
    room -= other.bytes;
    return room < 0;
  });
  await removeItem(...leaving.map((other) => other.key));
}

/** The assessments of all other domains: those that may not be shown any more or cannot be read, then the rest, the oldest first. */
async function readOthers(
  domain: DomainName,
): Promise<{ key: StorageKey; startedAt: number; bytes: number }[]> {
  const now = Date.now();
  const others = Object.entries(await readArea('session')).flatMap(([name, value]) => {
    const other = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : domain;
    if (other === domain) return [];
    const known = assessmentIn(value, other as DomainName);
    // One that is under way may be gone on with.
    const isOfUse = known && (known.finishedAt === null || isCurrent(known, now));
    return {
      key: `session:${name}` as const,
      startedAt: isOfUse ? known.startedAt : -1,
      bytes: storedBytes(value),
    };
  });
  return others.toSorted((a, b) => a.startedAt - b.startedAt);
}
