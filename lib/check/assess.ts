import { unavailable } from '../dns/doh.ts';
import type { Look } from '../mechanism.ts';
import { emptyParts, keptParts, type Effects, type MechanismName, type Parts } from '../mechanisms.ts';
import { gatherAll } from './gather-all.ts';
import type { DomainName } from '../names/domain-name.ts';
import { isInTransit, WEIGHTS, type Lane } from '../verdict/weights.ts';
import { ASSESSMENT_SCHEMA, type Assessment } from './assessment.ts';
import { isCurrent } from './life.ts';
import { asksWith, type Asked, type Asking } from './look-up.ts';

/** The effects that an assessment has, all of them. */
export interface Deps extends Effects, Asking {
  /** Whether a host may be read: a fetch without permission fails like a bad certificate, and reaches the server all the same. */
  readonly mayRead: (host: string) => Promise<boolean>;
  /** Skips everything remembered and every earlier fact. */
  readonly fresh?: boolean;
  /** An earlier assessment whose finished parts are taken over while they are young: after a grant, or a worker's end. */
  readonly known?: Assessment | null;
  /** What the guide wants to know beyond the verdict. */
  readonly look?: Look;
  /** Asks for these lanes alone, which is all that the automatic badge shows; left out, for everything. Mail to the domain is among them. */
  readonly lanes?: readonly Lane[];
}

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
  publish(current);

  const mayRead = (name: string) => deps.mayRead(name).catch(() => false);
  const { lookUpFor, validates }: Asked = (await mayRead(new URL(deps.resolver.url).hostname))
    ? asksWith(deps, current.startedAt, {
        record: (query) => note({ queries: [...current.queries, query] }),
        onUnproven: () => note({ unprovenNoes: true }),
      })
    : { lookUpFor: () => async () => unavailable('not-permitted'), validates: async () => null };
  const asking = {
    policyDomain,
    validates,
    resolverName: deps.resolver.name,
    startedAt: current.startedAt,
    now: deps.now,
    deadline: deps.deadline,
    isPublicResolver: deps.resolver.id !== 'custom',
    mayRead,
    fresh: deps.fresh === true,
    look: deps.look,
    randomLabel: deps.randomLabel,
    parts: () => current,
    publish: (change: Partial<Parts>) => update(change),
    note: (change: Partial<Parts>) => note(change),
  };
  const ends = gatherAll(
    (name) => ({ ...asking, lookUp: lookUpFor(WEIGHTS[name].lane) }),
    deps,
    (name) => deps.lanes?.includes(WEIGHTS[name].lane) ?? true,
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
