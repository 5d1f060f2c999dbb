import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests of one group, as run.ts names them. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: (process.env['MUTATION_TESTS'] ?? '').split(','),
    setupFiles: ['tests/mutation/same-seed.ts'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('../support/i18n.ts', import.meta.url)) } },
});
