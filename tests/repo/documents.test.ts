import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, filesBelow, read } from '../support/repository.ts';

/** Those that speak of the house as it is; the change log speaks of what it was. */
const DOCUMENTS = filesBelow('.').filter(
  (path) => /^(?:[^/]+|docs\/.+)\.md$/.test(path) && path !== 'CHANGELOG.md',
);
const FOLDERS = 'lib|components|entrypoints|tests|docs';
/** A file of the repository: no pattern, no example with `<name>` in it. */
const FILE = `(?:${FOLDERS})/[\\w./-]+\\.(?:ts|tsx|mjs|yml|md|json|css)`;

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  it('names files that are there', () => {
    const named = Array.from(text.matchAll(new RegExp(`\`(${FILE})\``, 'g')), ([, file]) => String(file));
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('names what is in those files', () => {
    // "`SPACING_MS` in `lib/automatic/queue.ts`", also over the end of a line.
    const named = text.matchAll(new RegExp(`\`([\\w$]+)\`(?:\\(\\))?\\s+in\\s+\`(${FILE})\``, 'g'));
    const missing = Array.from(named, ([, name, file]) => [String(name), String(file)] as const).filter(
      ([name, file]) => !existsSync(join(ROOT, file)) || !new RegExp(`\\b${name}\\b`).test(read(file)),
    );
    expect(missing).toEqual([]);
  });
});
