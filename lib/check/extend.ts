import type { LookUp } from '../dns/lookup.ts';
import { ALL, type MechanismName } from '../mechanisms.ts';
import type { Assessment } from './assessment.ts';
import type { Deps } from './deps.ts';
import { gatherWith } from './gather-with.ts';

/** What became of an assessment that was added to. */
export interface Extended {
  readonly assessment: Assessment;
  /** So many look-ups had no answer; what they were about is still to be asked. */
  readonly unanswered: number;
}

/**
 * Asks for what a person added for one mechanism (`deps.added`), beside what a finished assessment knows already, however old that is: nothing else is asked again. The
 * assessment stays as old as it is. Never rejects.
 */
export async function extend(
  known: Assessment,
  name: MechanismName,
  deps: Deps,
  publish: (assessment: Assessment) => void,
): Promise<Extended> {
  let current = known;
  let unanswered = 0;
  const note = (change: Partial<Assessment>) => {
    current = { ...current, ...change };
  };
  const update = (change: Partial<Assessment>) => {
    note({ ...change, revision: current.revision + 1 });
    publish(current);
  };
  const askingOf = await gatherWith(known.policyDomain, deps, { current: () => current, note, update });
  const asking = askingOf(name);
  const counting = async (...asked: Parameters<LookUp>) => {
    const answer = await asking.lookUp(...asked);
    if (answer.state === 'unavailable') unanswered += 1;
    return answer;
  };
  const needed = Promise.resolve(known);
  const mechanism = ALL.find((each) => each.name === name);
  await mechanism?.gather({ ...asking, lookUp: counting as LookUp }, deps, needed);
  return { assessment: current, unanswered };
}
