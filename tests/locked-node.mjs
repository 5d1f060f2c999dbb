// Plain JavaScript, because the setup needs it on a machine that has no packages yet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arch, platform } from 'node:process';

/**
 * The package of the lock file that holds the Node for this system, one of the `optionalDependencies`: its folder within
 * the project, its executable as a full path, and the hash that locks it. Undefined where the lock file has none.
 */
export function lockedNode(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const name of Object.keys(packages[''].optionalDependencies ?? {})) {
    const folder = `node_modules/${name}`;
    const { os, cpu, bin, version, integrity } = packages[folder] ?? {};
    const fits = [os].flat().includes(platform) && [cpu].flat().includes(arch) && bin?.node;
    if (fits) return { folder, executable: join(root, folder, bin.node), version, integrity };
  }
  return undefined;
}
