import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tarball of this integrity (`sha512-<base64>`) in npm's cache, as a path; null where npm no longer keeps it. */
export function cachedTarball(integrity: string): string | null {
  const cache = execFileSync('npm', ['config', 'get', 'cache'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).trim();
  const hex = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  const path = join(cache, '_cacache/content-v2/sha512', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
  return existsSync(path) ? path : null;
}

/** SHA-512 of a file. */
export function hashOf(path: string, encoding: 'hex' | 'base64'): string {
  return createHash('sha512').update(readFileSync(path)).digest(encoding);
}

/** SHA-512 of a file within a package's tarball, as hex; the path is the one within the package. Throws where it has none. */
export function fileInTarball(tarball: string, path: string): string {
  const bytes = execFileSync('tar', ['-xzOf', tarball, `package/${path}`], { maxBuffer: 1 << 28 });
  return createHash('sha512').update(bytes).digest('hex');
}
