import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const PURE = 'tests/{unit,rfc,property,differential,fuzz,hostile}/**/*.test.{ts,tsx}';
/** They put a browser, or what stands for one, into the world around them, or look at the whole repository. */
const APART = ['tests/unit/browser/**/*.test.{ts,tsx}', 'tests/{components,repo}/**/*.test.{ts,tsx}'];

/** Where all the tests are that vitest runs here. */
export const PATTERNS: readonly string[] = [PURE, ...APART];

export default defineConfig({
  test: {
    // By default one core is left to whoever sits before the machine, which is half of two.
    maxWorkers: '100%',
    projects: [
      // A pure module has nothing that a test could leave behind in it: so each is loaded once, and not once for each file, which takes five times as long.
      { extends: true, test: { name: 'pure', include: [PURE], exclude: APART, isolate: false } },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
    // The same examples in each run, so that what passes here passes elsewhere; `npm run fuzz` and a seed of one's own look for others.
    setupFiles: ['tests/support/same-seed.ts'],
    // Thousands of generated inputs take as long as a busy machine needs; only what hangs is to fail.
    testTimeout: 120_000,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('tests/support/i18n.ts', import.meta.url)) } },
});
