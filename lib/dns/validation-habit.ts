import type { DohAnswer } from './doh.ts';
import type { Unknown } from './lookup.ts';

/**
 * A zone that is surely signed and tells nothing about the person: that of the internet's own infrastructure (RFC 3172). A resolver that validates
 * answers for it with AD, whether it exists or not.
 */
export const SIGNED_NAME = 'arpa';

/** How soon a resolver that did not answer the question about its habit is asked it again. */
const AGAIN_AFTER_MS = 60_000;

/** Remembers of each resolver whether it validates (RFC 4035 §4.9.3), as long as the memory lives. */
export interface ValidationHabits {
  /**
   * True for a resolver that validates, false for one that does not, null where it could not be learnt. `ask` sends the question about
   * `SIGNED_NAME`, once for each resolver. `now` in milliseconds since 1970 UTC. Never rejects if `ask` does not.
   */
  validates(
    resolverUrl: string,
    now: number,
    ask: () => Promise<DohAnswer | Unknown>,
  ): Promise<boolean | null>;
}

/** A new memory, in which nothing is known. */
export function validationHabits(): ValidationHabits {
  const known = new Map<string, { readonly askedAt: number; readonly habit: Promise<boolean | null> }>();
  return {
    validates: async (resolverUrl, now, ask) => {
      const earlier = known.get(resolverUrl);
      const isOver = earlier && Math.abs(now - earlier.askedAt) >= AGAIN_AFTER_MS;
      if (earlier && !(isOver && (await earlier.habit) === null)) return earlier.habit;
      const habit = ask().then((answer) =>
        answer.state === 'unavailable' ? null : answer.response.authentic,
      );
      known.set(resolverUrl, { askedAt: now, habit });
      return habit;
    },
  };
}
