import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../third-party.ts';
import { lockedPackages, shippedPackages } from '../support/packages.ts';
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

  it('runs no script when it is installed but those that package.json allows', () => {
    const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    const scripts = packages.filter(([path, locked]) => path !== '' && 'hasInstallScript' in locked);
    expect(scripts.map(([path]) => path.replace(/^.*node_modules\//, ''))).toEqual(allowed);
  });
});
