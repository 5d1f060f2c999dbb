import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests of one group, as run.ts names them. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: (process.env['MUTATION_TESTS'] ?? '').split(','),
    // One worker for all files of a run, and another one for each change: a third of the time, and the same changes are noticed.
    isolate: false,
    // As in vitest.config.ts: only what hangs is to fail, and what a change makes hang Stryker ends itself.
    testTimeout: 120_000,
    setupFiles: ['tests/mutation/same-seed.ts'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('../support/i18n.ts', import.meta.url)) } },
});
