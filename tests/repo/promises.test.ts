import { describe, expect, it } from 'vitest';
import config from '../../wxt.config.ts';
import { ALLOWED, PERMISSIONS, permissionsIn } from '../support/permissions.ts';
import { ROOT, filesBelow, read } from '../support/repository.ts';

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly storage?: { readonly managed_schema: string };
  readonly browser_specific_settings?: {
    readonly gecko: { readonly data_collection_permissions: { required: string[]; optional?: string[] } };
  };
}

function manifestFor(browser: string): Manifest {
  if (typeof config.manifest !== 'function') throw new Error('The manifest is no function of the browser.');
  return config.manifest({ browser } as never) as unknown as Manifest;
}

/** In parts, or this file would name them itself. */
const [work, issues] = ['work', 'issues'];
const leftOut = ['skip', 'only', 'todo', 'fails'].join('|');

describe.each(['chrome', 'firefox'])('every permission in %s', (browser) => {
  const rows = Array.from(read('PRIVACY.md').matchAll(/^\| `([^`]+)` +\| [^|]+ \| [^|]{20,} \|$/gm));

  it('has its reason in the list, which the built manifests are held against as well', () => {
    expect(permissionsIn(manifestFor(browser))).toEqual(ALLOWED);
    expect(PERMISSIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it('is explained in PRIVACY.md, and nothing is explained that is not asked', () => {
    const names = PERMISSIONS.map(({ name }) => name);
    expect(rows.map(([, permission]) => String(permission)).toSorted()).toEqual(names.toSorted());
  });

  it('is asked at install only where PRIVACY.md says so', () => {
    const atInstall = rows.filter(([row]) => row.includes('| at install')).map(([, name]) => String(name));
    const required = PERMISSIONS.filter(({ key }) => !key.startsWith('optional')).map(({ name }) => name);
    expect(atInstall.toSorted()).toEqual(required.toSorted());
  });
});

describe('Firefox is told which data is collected', () => {
  it('none unless the automatic badge is chosen, and PRIVACY.md says so', () => {
    const gecko = manifestFor('firefox').browser_specific_settings?.gecko;
    expect(gecko?.data_collection_permissions).toEqual({
      required: ['none'],
      optional: ['browsingActivity'],
    });
    expect(read('PRIVACY.md')).toContain('data_collection_permissions');
    expect(read('PRIVACY.md')).toContain('`browsingActivity`');
  });
});

describe('an administrator’s policy', () => {
  const schema = JSON.parse(read('components/static/managed-schema.json')) as {
    properties: Record<string, { type: string; description: string }>;
  };

  it('has a schema that Chrome finds, and every field of it stands in docs/background.md', () => {
    expect(manifestFor('chrome').storage).toEqual({ managed_schema: 'managed-schema.json' });
    expect(manifestFor('firefox').storage).toBeUndefined();
    const missing = Object.keys(schema.properties).filter(
      (field) => !read('docs/background.md').includes(`\`${field}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe('the packages', () => {
  const manifest = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });

  it.each(names)('%s has its reason in ARCHITECTURE.md', (name) => {
    expect(read('ARCHITECTURE.md')).toContain(`\`${name}\``);
  });

  it('of package.json are those of the lock', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, object> };
    const { '': project } = packages;
    expect(project).toMatchObject({ dependencies, devDependencies, optionalDependencies });
  });
});

describe('the files', () => {
  const texts = filesBelow().filter((path) => !/\.(?:png|ico|woff2?|zip)$/.test(path));

  it('name no place of the machine they were written on', () => {
    const places = new RegExp([`/${work}/(?:main|shared)`, `\\b${issues} show\\b`, `/home/\\w+/`].join('|'));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((path) => places.test(read(path)))).toEqual([]);
  });

  it('have every picture and page that README.md and the pages beside it link to', () => {
    const all = new Set(filesBelow());
    const dead = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'PRIVACY.md', 'SECURITY.md'].flatMap(
      (page) =>
        Array.from(
          read(page).matchAll(/(?:\]\(|src="|srcset=")(?!https?:|#|mailto:)([^)"#\s]+)/g),
          ([, target = '']) => target,
        )
          .filter((target) => !all.has(target.replace(/^\.\//, '')) && !all.has(`${target}/README.md`))
          .map((target) => `${page}: ${target}`),
    );
    expect(dead, ROOT).toEqual([]);
  });

  it('of the tests leave no test out', () => {
    const tests = filesBelow('tests').filter((path) =>
      /^tests\/(?:unit|rfc|property|differential|fuzz|components|hostile|repo|e2e)\//.test(path),
    );
    const out = new RegExp(`\\b(?:it|describe|test)\\.(?:${leftOut})\\b`);
    expect(tests.filter((path) => out.test(read(path)))).toEqual([]);
  });
});
