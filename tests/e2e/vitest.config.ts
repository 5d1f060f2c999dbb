import { defineConfig } from 'vitest/config';

/** Real browsers. Two files at a time: each waits as long as it computes, and has a lab, browsers, profiles and screens of its own. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
