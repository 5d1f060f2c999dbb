import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a page or the background loads out of a build, and what it weighs. */
export interface Load {
  /** Scripts that are loaded before the first line runs. */
  readonly first: readonly string[];
  /** Those that the program itself asks for later. */
  readonly later: readonly string[];
}

/** The scripts that an entry (`popup.html`, `background.js`) of the build in `folder` loads, followed through all imports. */
export function loadOf(folder: string, entry: string): Load {
  const text = readFileSync(join(folder, entry), 'utf8');
  const roots = entry.endsWith('.html')
    ? Array.from(text.matchAll(/<script[^>]+src="\/([^"]+)"/g), ([, path]) => String(path))
    : [entry];
  const first = closure(folder, roots, false);
  const all = closure(folder, roots, true);
  return { first, later: all.filter((path) => !first.includes(path)) };
}

/** The sum of the files, each compressed by itself, in bytes. */
export function gzippedBytes(folder: string, paths: readonly string[]): number {
  return paths.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(folder, path)), { level: 9 }).length,
    0,
  );
}

function closure(folder: string, roots: readonly string[], withLater: boolean): string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    const code = readFileSync(join(folder, path), 'utf8');
    const fixed = /(?:^|[;}\s])(?:import|export)(?:[^'"`()]*?from)?\s*["'](\.{1,2}\/[^"']+)["']/g;
    const asked = /\bimport\(\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
    for (const [, to] of [...code.matchAll(fixed), ...(withLater ? code.matchAll(asked) : [])])
      visit(posix.join(posix.dirname(path), String(to)));
  };
  for (const root of roots) visit(root);
  return [...found];
}
