import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,rfc,property,differential,fuzz,components,hostile,repo}/**/*.test.{ts,tsx}'],
    // The same examples in each run, so that what passes here passes elsewhere; `npm run fuzz` and a seed of one's own look for others.
    setupFiles: ['tests/support/same-seed.ts'],
    // Thousands of generated inputs take as long as a busy machine needs; only what hangs is to fail.
    testTimeout: 120_000,
    // By default one core is left to whoever sits before the machine, which is half of two.
    maxWorkers: '100%',
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('tests/support/i18n.ts', import.meta.url)) } },
});
