import { ask } from '../../dns/ask.ts';
import type { Lookup, LookUp, RecordData, RecordType } from '../../dns/lookup.ts';

/** So many questions the tree of one domain may cost. */
export const MOST_QUESTIONS = 60;

const LEFT_OUT = { state: 'unavailable', reason: 'budget', detail: null } as const;

/** The questions for one tree: each is asked once, and at most sixty are. */
export class Questions {
  asked = 0;
  readonly #lookUp: LookUp;
  readonly #answers = new Map<string, Promise<Lookup<unknown>>>();
  readonly #leftOut = new Set<string>();

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp;
  }

  /** How many were not asked, since there were enough. */
  get leftOut(): number {
    return this.#leftOut.size;
  }

  /** Notes a question that nothing is asked for any more. */
  leave(name: string, type: RecordType): void {
    this.#leftOut.add(`${type} ${name}`);
  }

  /** The answer, or `budget` where there were enough questions; `most` keeps some for what comes later. */
  async ask<T extends RecordType>(
    name: string,
    type: T,
    most = MOST_QUESTIONS,
  ): Promise<Lookup<RecordData[T]>> {
    const key = `${type} ${name}`;
    const known = this.#answers.get(key) as Promise<Lookup<RecordData[T]>> | undefined;
    if (known) return known;
    if (this.asked >= most) {
      this.#leftOut.add(key);
      return LEFT_OUT;
    }
    this.asked += 1;
    // The check as a whole has a limit too.
    const answer = ask(this.#lookUp, name, type).then((each) => {
      if (each.state === 'unavailable' && each.reason === 'budget') this.#leftOut.add(key);
      return each;
    });
    this.#answers.set(key, answer);
    return answer;
  }
}
