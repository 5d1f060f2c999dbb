/** What runner.ts, in the process of the tests, and run.ts tell each other: variables of the environment, and lines of JSON in a file. */
export const TESTS = 'MUTATION_TESTS';
export const NOTES = 'MUTATION_NOTES';

export type Note =
  /** A test fails with this change, and passes without it. */
  | { readonly noticed: string }
  /** A test runs with this change for long, or for ever: what is noted last, if the process has to be ended. */
  | { readonly tried: string }
  /** The test also failed without the change afterwards, or when it was run for the second time: it cannot tell. */
  | { readonly spoilt: string; readonly test: string }
  /** Some test comes by these. */
  | { readonly reached: readonly string[] };
