import { unavailable } from '../dns/doh.ts';
import type { Asking } from '../mechanism.ts';
import type { MechanismName, Parts } from '../mechanisms.ts';
import type { DomainName } from '../names/domain-name.ts';
import { WEIGHTS } from '../verdict/weights.ts';
import type { Assessment } from './assessment.ts';
import type { Deps } from './deps.ts';
import { asksWith, type Asked } from './look-up.ts';

/** An assessment that grows: what is found is put into it, and shown. */
export interface Growing {
  readonly current: () => Assessment;
  /** Takes a change that is shown with whatever comes next. */
  readonly note: (change: Partial<Assessment>) => void;
  /** Takes a change, and shows it. */
  readonly update: (change: Partial<Assessment>) => void;
}

/** What each mechanism asks with, by its name. Without permission for the resolver every answer is `not-permitted`, and nothing is sent. Never rejects. */
export async function gatherWith(
  policyDomain: DomainName,
  deps: Deps,
  { current, note, update }: Growing,
): Promise<(name: MechanismName) => Asking<Parts>> {
  const { startedAt } = current();
  const mayRead = (name: string) => deps.mayRead(name).catch(() => false);
  const { lookUpFor, validates }: Asked = (await mayRead(new URL(deps.resolver.url).hostname))
    ? asksWith(deps, startedAt, {
        record: (query) => note({ queries: [...current().queries, query] }),
        onUnproven: () => note({ unprovenNoes: true }),
      })
    : { lookUpFor: () => async () => unavailable('not-permitted'), validates: async () => null };
  const asking = {
    policyDomain,
    validates,
    resolverName: deps.resolver.name,
    startedAt,
    now: deps.now,
    deadline: deps.deadline,
    isPublicResolver: deps.resolver.id !== 'custom',
    mayRead,
    fresh: deps.fresh === true,
    look: deps.look,
    randomLabel: deps.randomLabel,
    parts: current,
    publish: update,
    note,
  };
  return (name) => ({
    ...asking,
    lookUp: lookUpFor(WEIGHTS[name].lane),
    added: deps.added?.[name] ?? [],
  });
}
