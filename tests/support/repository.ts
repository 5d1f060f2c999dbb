import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The repository as files: for tests of the repository itself. */
export const ROOT = join(import.meta.dirname, '../..');

const NOT_OURS = new Set(['.git', '.output', '.wxt', 'node_modules', 'coverage', '.out']);

/** The path of every file below a folder, from the root, with slashes. What is built or installed is left out. */
export function filesBelow(folder = '.'): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The files that hold the program, without declarations. */
export function sourcesBelow(folder: string): string[] {
  return filesBelow(folder).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export interface Import {
  /** What stands between the quotes. */
  readonly specifier: string;
  /** The file that it leads to, from the root; null for a package. */
  readonly file: string | null;
  /** True where nothing of it is there at run time. */
  readonly isType: boolean;
}

/** What a file imports, statically, dynamically or by export. */
export function importsOf(path: string): Import[] {
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;
  return Array.from(read(path).matchAll(pattern), ([, type, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    const file = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
    return { specifier, file, isType: type !== undefined };
  });
}
