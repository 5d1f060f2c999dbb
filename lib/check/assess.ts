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
const LONGEST_HEAD_START_MS = 500;

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
  const head = headStart(deps);
  let current = startOf(policyDomain, deps);
  const note = (change: Partial<Assessment>) => {
    current = { ...current, ...change };
    if (change.queries) head.end();
  };
  const update = (change: Partial<Assessment>) => {
    note({ ...change, revision: current.revision + 1 });
    publish(current);
  };
  const asking = gatherWith(policyDomain, deps, { current: () => current, note, update });
  publish(current);
  const askingOf = await asking;
  const ends = gatherAll(
    askingOf,
    deps,
    (name) => deps.lanes?.includes(WEIGHTS[name].lane) ?? true,
    (name) => (isInTransit(name) ? null : head.over),
  );
  const ended = async (isAwaited: (name: MechanismName) => boolean) =>
    Promise.all(Array.from(ends, async ([name, end]) => isAwaited(name) && end));
  await ended(isInTransit);
  // There may have been nothing to ask.
  head.end();
  update({ transitAt: deps.now() });
  await ended(() => true);
  update({ finishedAt: deps.now() });
  return current;
}

/** Mail in transit is asked about first, so that nothing else delays the verdict about it: the rest begins with the first answer, or where that takes long, without it. */
function headStart({ deadline, pause }: Deps): { readonly over: Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const longest = deadline(LONGEST_HEAD_START_MS);
  if (longest.aborted) resolve();
  longest.addEventListener('abort', () => resolve(), { once: true });
  // What follows from the answer goes before the rest.
  return { over: promise.then(() => pause?.()), end: resolve };
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
  if (!known || known.policyDomain !== policyDomain || known.resolver.url !== url) return empty;
  const now = deps.now();
  const isYoung = known.startedAt <= now && now < known.startedAt + UNFINISHED_LIFE_MS;
  if (!(known.finishedAt === null ? isYoung : isCurrent(known, now))) return empty;
  return {
    ...empty,
    startedAt: known.startedAt,
    revision: known.revision + 1,
    // What was sent stays on the receipt, whatever came of it.
    queries: known.queries,
    ...(known.unprovenNoes && { unprovenNoes: known.unprovenNoes }),
    ...keptParts(known),
  };
}
