import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../third-party.ts';
import { lockedNode } from '../locked-node.mjs';
import { cachedTarball, fileInTarball, hashOf } from '../support/npm-cache.ts';
import { foldersInModules, installedPackages, lockedPackages, shippedPackages } from '../support/packages.ts';
import { ROOT, filesBelow, read } from '../support/repository.ts';

const packages = Object.entries(lockedPackages());

describe('every package', () => {
  const installed = packages.filter(([path]) => path !== '');

  it('is locked by its content', () => {
    const loose = installed.filter(
      ([, { integrity, link }]) => link === true || !integrity?.startsWith('sha512-'),
    );
    expect(installed.length).toBeGreaterThan(100);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('comes from one registry, the one that npm is set to', () => {
    const places = installed.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [resolved]));
    expect(places.filter((place) => !/^https:\/\/[^/]+\/.+\.tgz$/.test(place))).toEqual([]);
    expect(new Set(places.map((place) => new URL(place).host)).size).toBeLessThanOrEqual(1);
    expect(installed.filter(([, { version }]) => !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version))).toEqual(
      [],
    );
    expect(
      filesBelow().filter((path) => /(?:^|\/)(?:\.npmrc|\.yarnrc.*|npm-shrinkwrap\.json)$/.test(path)),
    ).toEqual([]);
  });

  it('is asked for by its version, never by an address', () => {
    const asked = packages.flatMap(([path, locked]) =>
      [locked.dependencies, locked.devDependencies, locked.optionalDependencies, locked.peerDependencies]
        .flatMap((list) => Object.entries(list ?? {}))
        .map(([name, wanted]) => ({ path, name, wanted })),
    );
    const addresses = asked.filter(({ wanted }) =>
      /^(?:git|https?|file|link|workspace|github)\b|^[\w.-]+\//.test(wanted),
    );
    expect(asked.length).toBeGreaterThan(packages.length);
    expect(addresses).toEqual([]);
  });
});

describe('what ships', () => {
  it.each(shippedPackages())('%s may be passed on', (folder) => {
    const [title = ''] = noticeOf(join(ROOT, folder)).split('\n');
    expect(title).toMatch(/ \d[^ ]* \((?:MIT|BSD-2-Clause|BSD-3-Clause|ISC|Apache-2\.0|MPL-2\.0)\)$/);
  });
});

describe('what is installed', () => {
  const locked = lockedPackages();

  it('is what the lock says, by version and content, and all of it', () => {
    const installed = installedPackages();
    const of = ({ version, integrity }: { version: string; integrity?: string }) => `${version} ${integrity}`;
    const others = Object.entries(installed).filter(
      ([path, found]) => locked[path] === undefined || of(locked[path]) !== of(found),
    );
    // Those for other systems are left out.
    const missing = packages.filter(
      ([path, { optional }]) => path !== '' && optional !== true && installed[path] === undefined,
    );
    expect(others.map(([path]) => path)).toEqual([]);
    expect(missing.map(([path]) => path)).toEqual([]);
  });

  it('has no folder beside what the lock says, and in each the package of that name and version', () => {
    const folders = foldersInModules();
    const strangers = folders.filter(({ path, name, version }) => {
      const { name: alias, version: wanted } = locked[path] ?? {};
      return version !== wanted || name !== (alias ?? path.replace(/^.*node_modules\//, ''));
    });
    expect(folders.length).toBe(Object.keys(installedPackages()).length);
    expect(strangers).toEqual([]);
  });

  it('ran no script to install itself, but for the one of the project itself', () => {
    const scripts = packages.filter(([path, entry]) => path !== '' && entry.hasInstallScript === true);
    expect(scripts.map(([path]) => path)).toEqual([]);
    expect(JSON.parse(read('package.json'))).not.toHaveProperty('allowScripts');
  });

  it('has the Node that runs the build and this test, one that the lock names', () => {
    const node = lockedNode(ROOT)!;
    expect(Object.keys(locked['']?.optionalDependencies ?? {})).toContain(node.folder.split('/')[1]);
    expect(process.execPath).toBe(realpathSync(node.executable));
    expect(process.versions.node).toBe(node.version);
  });

  it('has for each system a Node 24 in one version, without a range', () => {
    const nodes = Object.entries(locked['']?.optionalDependencies ?? {});
    expect(nodes.length).toBeGreaterThan(3);
    expect(nodes.filter(([, version]) => !/^24\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('has that Node byte for byte as in the locked tarball, where npm still keeps the tarball', () => {
    const { executable, folder, integrity } = lockedNode(ROOT)!;
    const tarball = cachedTarball(integrity);
    // A cache that was cleared proves nothing either way; what npm ci wrote down was held against the lock above.
    if (tarball === null) return expect(process.execPath).toContain('node_modules');
    expect(`sha512-${hashOf(tarball, 'base64')}`).toBe(integrity);
    const path = relative(join(ROOT, folder), executable).replaceAll(sep, '/');
    expect(hashOf(executable, 'hex')).toBe(fileInTarball(tarball, path));
  });
});
