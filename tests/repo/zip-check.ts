/**
 * `npm run zip:check`: packs the last commit twice, in two folders of different names and times, and compares the zips byte
 * by byte. What is not committed is not looked at.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'waxseal-zip-'));
try {
  const [first, second] = ['one', 'another/place'].map((name) => pack(join(work, name)));
  for (const [zip, hash] of Object.entries(first ?? {}))
    console.log(`${hash}  ${zip}${second?.[zip] === hash ? '' : '  DIFFERS'}`);
  const isSame = JSON.stringify(first) === JSON.stringify(second) && Object.keys(first ?? {}).length === 3;
  console.log(isSame ? 'The same bytes.' : 'Not the same bytes.');
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The SHA-256 of each zip that the commit gives in this folder. */
function pack(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const tar = execFileSync('git', ['archive', 'HEAD'], { cwd: ROOT, maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: tar });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const time = folder.length * 1e6;
  for (const path of globSync('{components,entrypoints,lib}/**/*', { cwd: folder }))
    utimesSync(join(folder, path), time, time);
  execFileSync('npm', ['run', 'zip'], { cwd: folder, stdio: 'ignore' });
  const zips = globSync('.output/*.zip', { cwd: folder }).toSorted();
  return Object.fromEntries(zips.map((zip) => [basename(zip), hashOf(join(folder, zip))]));
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
