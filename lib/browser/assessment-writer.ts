import type { Assessment } from '../check/assessment.ts';
import { isCurrent } from '../check/life.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { Digest } from '../verdict/digest.ts';
import { assessmentIn, assessmentKey } from './assessment-store.ts';
import { digestKey } from './digest-store.ts';
import type { Era } from './era.ts';
import { writeWithRoom } from './make-room.ts';
import { bytesIn, readArea, removeItem, writeItems, type StorageKey } from './storage.ts';
import { storedBytes } from './stored-bytes.ts';

type DigestOf = (assessment: Assessment) => Digest | Promise<Digest>;

const PREFIX = 'assessment:';
/** Of some ten million bytes that browsers give in memory; the rest is for what pages hand over and wait for. */
const MAX_BYTES = 7_000_000;

/**
 * A writer for the snapshots of one assessment, each with what `digestOf` makes of it: one write under way, the latest next, those between them skipped, so that
 * nothing is made of those either. `settled` resolves when the last one is stored. A storage that fails loses the snapshot, not the assessment; so does a forgetting
 * since `since`.
 */
export function assessmentWriter(
  since: Era,
  digestOf: DigestOf,
): {
  write: (assessment: Assessment) => void;
  settled: () => Promise<void>;
} {
  let next: Assessment | null = null;
  let running: Promise<void> | null = null;
  const drain = async () => {
    while (next) {
      const snapshot = next;
      next = null;
      await store(snapshot, digestOf, since).catch(() => undefined);
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
async function store(assessment: Assessment, digestOf: DigestOf, since: Era): Promise<void> {
  const digest = await digestOf(assessment);
  const { policyDomain, finishedAt } = assessment;
  // Where there is much, all of it is read: once for each check, and no sooner.
  if (finishedAt !== null && (await bytesIn('session')) > MAX_BYTES)
    await makeRoom(policyDomain, storedBytes(assessment) + storedBytes(digest));
  await writeWithRoom(
    () =>
      writeItems(
        [
          [assessmentKey(policyDomain), assessment],
          [digestKey(policyDomain), digest],
        ],
        since,
      ),
    async () => (await readOthers(policyDomain)).flatMap((other) => other.keys),
  );
}

/** Lets the oldest leave, until there is room for so many bytes of this one beside the others. */
async function makeRoom(domain: DomainName, bytes: number): Promise<void> {
  let room = MAX_BYTES - bytes;
  const leaving = (await readOthers(domain)).toReversed().filter((other) => {
    room -= other.bytes;
    return room < 0;
  });
  await removeItem(...leaving.flatMap((other) => other.keys));
}

/** The assessments of all other domains: those that may not be shown any more or cannot be read, then the rest, the oldest first. */
async function readOthers(
  domain: DomainName,
): Promise<{ keys: readonly StorageKey[]; startedAt: number; bytes: number }[]> {
  const now = Date.now();
  const session = await readArea('session');
  const others = Object.entries(session).flatMap(([name, value]) => {
    const other = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : domain;
    if (other === domain) return [];
    const known = assessmentIn(value, other as DomainName);
    // One that is under way may be gone on with.
    const isOfUse = known && (known.finishedAt === null || isCurrent(known, now));
    return {
      keys: [`session:${name}` as const, digestKey(other as DomainName)],
      startedAt: isOfUse ? known.startedAt : -1,
      bytes: storedBytes(value) + storedBytes(session[`digest:${other}`]),
    };
  });
  return others.toSorted((a, b) => a.startedAt - b.startedAt);
}
