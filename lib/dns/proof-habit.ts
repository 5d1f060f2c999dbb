import type { DohAnswer } from './doh.ts';
import type { Unknown } from './lookup.ts';

/**
 * A name that does not exist and tells nothing about the person: a label that nobody has used, in the zone of the internet's own infrastructure.
 * That zone is signed, has no wildcard (RFC 3172), and no resolver answers for all of it by itself, as many do for `invalid` (RFC 6761 §6.4); below
 * `com` the label would look like the work of malware, which some resolvers block.
 */
export function absentName(label: string): string {
  return `${label}.arpa`;
}

/** How soon a resolver that did not answer the question about its habit is asked it again. */
const AGAIN_AFTER_MS = 60_000;

/** Remembers of each resolver whether it ever gives proof with its noes, as long as the memory lives. */
export interface ProofHabits {
  /**
   * True for a resolver that sends no SOA even for a name that surely does not exist, so that its noes are worth as much without. `ask` sends the
   * question about that name, once for each resolver. False where it could not be learnt. Never rejects if `ask` does not.
   */
  neverProves(resolverUrl: string, now: number, ask: () => Promise<DohAnswer | Unknown>): Promise<boolean>;
}

/** A new memory, in which nothing is known. */
export function proofHabits(): ProofHabits {
  const known = new Map<string, { readonly askedAt: number; readonly habit: Promise<boolean | null> }>();
  return {
    neverProves: async (resolverUrl, now, ask) => {
      const earlier = known.get(resolverUrl);
      const isOver = earlier && Math.abs(now - earlier.askedAt) >= AGAIN_AFTER_MS;
      if (earlier && !(isOver && (await earlier.habit) === null)) return (await earlier.habit) === true;
      const habit = ask().then(habitIn);
      known.set(resolverUrl, { askedAt: now, habit });
      return (await habit) === true;
    },
  };
}

/** Null for what says neither: no answer, or a record where there can be none. */
function habitIn(answer: DohAnswer | Unknown): boolean | null {
  if (answer.state === 'unavailable' || answer.response.answers.length > 0) return null;
  // Whatever SOA it is: a resolver that sends any knows how.
  return !answer.response.authorities.some(({ type }) => type === 'SOA');
}
