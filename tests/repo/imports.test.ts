import { describe, expect, it } from 'vitest';
import { importsOf, read } from '../support/repository.ts';
import { LINT_FILE, lintText, programFiles } from './rooms/lint.ts';
import { fits, folderOf, roomOf, ROOMS } from './rooms/table.ts';

const sources = programFiles();

function isAllowed(room: string, { specifier, file, isType }: ReturnType<typeof importsOf>[number]): boolean {
  const { packages, files, types = [] } = ROOMS[room]!;
  if (file === null) return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  const names = (entries: readonly string[]) =>
    entries.some((entry) => fits(entry, file) || fits(entry, folderOf(file)));
  return names(files) || (isType && names(types));
}

describe('imports go in the directions of the table', () => {
  it.each(sources)('%s', (path) => {
    const forbidden = importsOf(path)
      .filter(({ file }) => file === null || folderOf(file) !== folderOf(path))
      .filter((each) => !isAllowed(roomOf(path), each));
    expect(forbidden.map(({ specifier }) => specifier)).toEqual([]);
  });

  it('and there is something to look at in every room', () => {
    expect(new Set(sources.map(roomOf))).toEqual(new Set(Object.keys(ROOMS)));
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it('the linter knows the same table', () => {
    expect(JSON.parse(read(LINT_FILE))).toEqual(JSON.parse(lintText()));
  });

  it('at most ten files stand loose in lib/', () => {
    expect(sources.filter((path) => folderOf(path) === 'lib/').length).toBeLessThanOrEqual(10);
  });
});

describe('the popup', () => {
  it('carries nothing of guide and workshop: it must open at once', () => {
    const carried = new Set<string>();
    const visit = (path: string) => {
      if (carried.has(path)) return;
      carried.add(path);
      for (const { file, isType } of importsOf(path)) if (file !== null && !isType) visit(file);
    };
    visit('entrypoints/popup/main.tsx');
    expect(carried).toContain('lib/verdict/digest.ts');
    expect([...carried].filter((path) => /\/(?:guide|workshop)\//.test(path))).toEqual([]);
  });
});

describe('imports in lib/', () => {
  const lib = sources.filter((path) => path.startsWith('lib/'));

  it('of files name them with .ts, so that Node reads them unbuilt', () => {
    const bare = lib.flatMap((path) =>
      importsOf(path).filter(({ file, specifier }) => file !== null && !specifier.endsWith('.ts')),
    );
    expect(bare).toEqual([]);
  });

  it('and everywhere else lead in no circle, types included', () => {
    const next = new Map(
      sources.map((path) => [path, importsOf(path).flatMap(({ file }) => (file !== null ? [file] : []))]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      else if (!done.has(path)) {
        for (const file of next.get(path) ?? []) visit(file, [...way, path]);
        done.add(path);
      }
    };
    for (const path of sources) visit(path, []);
    expect(circles).toEqual([]);
  });

  it('but for lib/browser/, nothing takes clock, network or page from the world', () => {
    const world =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|(?<![.\w])fetch\(|\bset(?:Timeout|Interval)\b|\b(?:document|window|localStorage)\./;
    const reaching = lib.filter(
      (path) => !path.startsWith('lib/browser/') && world.test(withoutComments(read(path))),
    );
    // askDoh is given its fetch by this name.
    expect(reaching.filter((path) => path !== 'lib/dns/doh.ts')).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
}
