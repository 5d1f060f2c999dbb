import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/{unit,rfc,property,differential,fuzz,components,repo}/**/*.test.{ts,tsx}'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '#i18n': fileURLToPath(new URL('tests/support/i18n.ts', import.meta.url)) } },
});
