/**
 * What runner.ts, in the process of the tests, and measure.ts tell each other: variables of the environment, lines of JSON in a file, and a file with the change that is being
 * tried: the one to blame, if the process has to be ended.
 */
export const TESTS = 'MUTATION_TESTS';
export const NOTES = 'MUTATION_NOTES';
export const TRIED = 'MUTATION_TRIED';
/** The path of a {@link Plan}; without one, each test shows what changes it comes by. */
export const PLAN = 'MUTATION_PLAN';

/** Which changes are to be tried with each test, by vitest's ids of the tests, and how often it comes by them. */
export type Plan = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a test comes by when it is run for the second time, so that what is made once is made already. */
export interface Coming {
  readonly test: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly tookMs: number;
  readonly hits: Readonly<Record<string, number>>;
}

/** What a test file comes by outside of that: as it is loaded, before and after all of its tests, and when a test is run for the first time. */
export interface Loading {
  readonly path: string;
  readonly tookMs: number;
  readonly ids: readonly string[];
}

export type Note =
  | { readonly comes: Coming }
  | { readonly loads: Loading }
  /** A test fails with this change, and passes without it. */
  | { readonly noticed: string }
  /** It has been tried with this test, whatever came of it. */
  | { readonly tried: string; readonly test: string }
  /** The test also failed without the change afterwards, or when it was run for the second time: it cannot tell. */
  | { readonly spoilt: string; readonly test: string };

/** The change for which a test file loads everything anew, by the path of that file; undefined for any other. */
export function aloneId(path: string): string | undefined {
  return /\/alone-(\w+)\.test\.ts$/.exec(path)?.[1];
}
