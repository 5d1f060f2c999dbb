import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/repository.ts';

/** `writeItem` looks again whether everything was forgotten meanwhile; whoever went round it would lose that race. */
it('lib/browser/storage.ts alone writes what is stored, but for the mark of a forgetting', () => {
  const files = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}', { cwd: ROOT });
  const writing = files.filter((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return /storage(?:\.\w+|\[.+\])\s*\.set\(/.test(text);
  });
  expect(writing.toSorted()).toEqual(['lib/browser/era.ts', 'lib/browser/storage.ts']);
});
