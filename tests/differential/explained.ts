import { expect } from 'vitest';

/** One way in which another program reads the same input otherwise than ours. */
export interface Difference<Input> {
  readonly name: string;
  /** Who is right, and where it is written. */
  readonly why: string;
  /** The input without what is read differently; the same where there is nothing of it. */
  readonly without: (input: Input) => Input;
  /** True where the input has it. */
  readonly isIn: (input: Input) => boolean;
}

/**
 * Holds ours and theirs to: the same reading, or a difference that the list explains, which is one that is gone as soon
 * as its cause is taken out of the input. Every explanation has to be met, so that the list never says too much.
 */
export class Comparison<Input> {
  readonly #differences: readonly Difference<Input>[];
  readonly #ours: (input: Input) => unknown;
  readonly #theirs: (input: Input) => unknown;
  readonly #met = new Set<string>();
  agreed = 0;

  constructor(
    ours: (input: Input) => unknown,
    theirs: (input: Input) => unknown,
    differences: readonly Difference<Input>[],
  ) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#differences = differences;
  }

  compare(input: Input): void {
    if (this.#agrees(input)) {
      this.agreed += 1;
      return;
    }
    const present = this.#differences.filter(({ isIn }) => isIn(input));
    // One cause by itself explains it, or it takes several together.
    for (const one of present) if (this.#agrees(one.without(input))) return void this.#met.add(one.name);
    const rest = present.reduce((now, { without }) => without(now), input);
    expect(this.#ours(rest), `Not explained: ${show(input)}`).toEqual(this.#theirs(rest));
  }

  /** Call it last: every difference was met, and most inputs were read alike. */
  expectAllMet(): void {
    expect([...this.#met].toSorted()).toEqual(this.#differences.map(({ name }) => name).toSorted());
    expect(this.agreed).toBeGreaterThan(100);
  }

  #agrees(input: Input): boolean {
    return JSON.stringify(this.#ours(input)) === JSON.stringify(this.#theirs(input));
  }
}

function show(input: unknown): string {
  return JSON.stringify(input instanceof Uint8Array ? new TextDecoder().decode(input) : input);
}
