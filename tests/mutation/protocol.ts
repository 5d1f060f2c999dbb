/**
 * What runner.ts, in the process of the tests, and run.ts tell each other: variables of the environment, lines of JSON in a file, and a file with the change that is being tried:
 * the one to blame, if the process has to be ended.
 */
export const TESTS = 'MUTATION_TESTS';
export const NOTES = 'MUTATION_NOTES';
export const TRIED = 'MUTATION_TRIED';

export type Note =
  /** A test fails with this change, and passes without it. */
  | { readonly noticed: string }
  /** The test also failed without the change afterwards, or when it was run for the second time: it cannot tell. */
  | { readonly spoilt: string; readonly test: string }
  /** Some test comes by these. */
  | { readonly reached: readonly string[] };

/** The change for which a test file loads everything anew, by the path of that file; undefined for any other. */
export function aloneId(path: string): string | undefined {
  return /\/alone-(\w+)\.test\.ts$/.exec(path)?.[1];
}
