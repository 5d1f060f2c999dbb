import { emptyParts, type MechanismName } from '../mechanisms.ts';
import { keptParts } from './known.ts';
import { gatherAll } from './gather-all.ts';
import type { DomainName } from '../names/domain-name.ts';
import { isInTransit, WEIGHTS } from '../verdict/weights.ts';
import { ASSESSMENT_SCHEMA, type Assessment } from './assessment.ts';
import type { Deps } from './deps.ts';
import { isCurrent } from './life.ts';
import { gatherWith } from './gather-with.ts';

export type { Deps } from './deps.ts';

/** How old the parts of an unfinished assessment may be to be taken over: as young as the shortest life of a finished one. */
const UNFINISHED_LIFE_MS = 30_000;

/**
 * Gathers the facts about one domain: every mechanism at the same time, and each question the moment that it may be asked. Every finished part is
 * published; the promise settles with the last, finished state. Never rejects, and ends within 20 seconds whatever the servers do: each question
 * within 5, a policy file within 10.
 */
export async function assess(
  policyDomain: DomainName,
  deps: Deps,
  publish: (assessment: Assessment) => void,
): Promise<Assessment> {
  let current = startOf(policyDomain, deps);
  const note = (change: Partial<Assessment>) => {
    current = { ...current, ...change };
  };
  const update = (change: Partial<Assessment>) => {
    note({ ...change, revision: current.revision + 1 });
    publish(current);
  };
  const asking = gatherWith(policyDomain, deps, { current: () => current, note, update });
  publish(current);
  const askingOf = await asking;
  // The questions about mail in transit leave first: nothing else delays the verdict about it.
  const transitSent = deps.pause?.() ?? null;
  const ends = gatherAll(
    askingOf,
    deps,
    (name) => deps.lanes?.includes(WEIGHTS[name].lane) ?? true,
    (name) => (isInTransit(name) ? null : transitSent),
  );
  const ended = async (isAwaited: (name: MechanismName) => boolean) =>
    Promise.all(Array.from(ends, async ([name, end]) => isAwaited(name) && end));
  await ended(isInTransit);
  update({ transitAt: deps.now() });
  await ended(() => true);
  update({ finishedAt: deps.now() });
  return current;
}

/** A new assessment, with the parts of a young earlier one that are known for good. */
function startOf(policyDomain: DomainName, deps: Deps): Assessment {
  const { id, name, url } = deps.resolver;
  const empty: Assessment = {
    schema: ASSESSMENT_SCHEMA,
    policyDomain,
    resolver: { id, name, url },
    startedAt: deps.now(),
    revision: 0,
    transitAt: null,
    finishedAt: null,
    ...(deps.lanes && { lanes: deps.lanes }),
    ...emptyParts(),
    queries: [],
  };
  const known = deps.fresh ? null : deps.known;
  if (!known || known.policyDomain !== policyDomain) return empty;
  const now = deps.now();
  const isYoung = known.startedAt <= now && now < known.startedAt + UNFINISHED_LIFE_MS;
  const isGood = known.resolver.url === url && (known.finishedAt === null ? isYoung : isCurrent(known, now));
  if (!isGood && !deps.resting) return empty;
  return {
    ...empty,
    // Parts that are taken over are as old as they were.
    startedAt: known.startedAt,
    revision: known.revision + 1,
    ...(isGood && {
      // What was sent stays on the receipt, whatever came of it.
      queries: known.queries,
      ...(known.unprovenNoes && { unprovenNoes: known.unprovenNoes }),
      ...keptParts(known),
    }),
    ...deps.resting,
  };
}
