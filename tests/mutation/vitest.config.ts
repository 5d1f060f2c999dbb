import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/{unit,rfc,property}/**/*.test.{ts,tsx}'],
    exclude: ['tests/property/large-inputs.test.ts'],
    setupFiles: ['tests/mutation/same-seed.ts'],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('../support/i18n.ts', import.meta.url)) } },
});
