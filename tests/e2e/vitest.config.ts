import { defineConfig } from 'vitest/config';

/** Real browsers: one file after the other, since they share two cores, the screen and the focus. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
