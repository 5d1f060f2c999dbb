import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a mechanism brings to one page alone, by the name of its script. */
const OF_ONE_PAGE = [
  { page: 'workshop.html', script: /\/workshop-[^/]*\.js$/ },
  { page: 'report.html', script: /\/guide-[^/]*\.js$/ },
];

/**
 * The scripts that an entry (`popup.html`, `background.js`) of the build in `folder` loads, through all imports; of those that are loaded `at once`,
 * the ones that it cannot start without. What a mechanism brings to the workshop, only the workshop asks for, and its steps of the guide only the report.
 */
export function scriptsOf(folder: string, entry: string, when: 'ever' | 'at once' = 'ever'): string[] {
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const roots = entry.endsWith('.html')
    ? Array.from(text(entry).matchAll(/<script[^>]+src="\/([^"]+)"/g), ([, path]) => String(path))
    : [entry];
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    // Minified: `import{a}from"./x.js"`, `import"./x.js"`, `import("./x.js")`, the same with export.
    const pattern =
      when === 'ever'
        ? /(?:\bfrom\s*|\bimport\s*\(?\s*)["'`](\.{1,2}\/[^"'`]+)["'`]/g
        : /(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
    for (const [, to] of text(path).matchAll(pattern)) {
      const next = posix.join(posix.dirname(path), String(to));
      if (OF_ONE_PAGE.every(({ page, script }) => page === entry || !script.test(next))) visit(next);
    }
  };
  for (const root of roots) visit(root);
  return [...found];
}

/** The sum of the files, each compressed by itself, in bytes. */
export function gzippedBytes(folder: string, paths: readonly string[]): number {
  const sizes = paths.map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}
