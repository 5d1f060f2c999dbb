import { posix } from 'node:path';
import { importsOf, read, sourcesBelow } from '../../support/repository.ts';
import { fits, folderOf, ROOMS, type Room } from './table.ts';

/** The rules of the linter that follow from the table. It knows no look-ahead, so that each rule lists what a room may not import. */

export const LINT_FILE = '.oxlint-rooms.json';

/** The files of the program; the drawing of the icon is a tool that stands beside what it draws. */
export function programFiles(): string[] {
  return ['entrypoints', 'components', 'lib']
    .flatMap(sourcesBelow)
    .filter((path) => !path.startsWith('components/icon/'));
}

/** The text of the linter's file. */
export function lintText(): string {
  const rules = Object.entries(ROOMS).map(([room, what]) => ({
    files: [`${room}*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns: patternsFor(room, what) }] },
  }));
  return `${JSON.stringify({ overrides: rules }, null, 2)}\n`;
}

function patternsFor(room: string, { files, types = [], packages }: Room): object[] {
  const all = [...Object.keys(ROOMS), ...looseFiles()].filter(
    // Of another folder under the same star types alone may be known.
    (target) => (target.endsWith('/') ? target !== room || room.includes('*') : folderOf(target) !== room),
  );
  const forbidden = all.filter((target) => !isNamed(files, target));
  // A folder of which the room may know some files is held file by file.
  const isSplit = (target: string) =>
    target === 'lib/' || files.some((entry) => !entry.endsWith('/') && folderOf(entry) === target);
  const never = forbidden.filter((target) => !isNamed(types, target) && !isSplit(target));
  const typesAlone = forbidden.filter((target) => isNamed(types, target) && !isSplit(target));
  const foreign = packagesInUse().filter((name) => !packages.includes(name));
  const message = `Who may import whom: ${room}`;
  return [
    { regex: `^(${never.map((target) => specifierOf(room, target)).join('|')})`, message },
    ...(typesAlone.length > 0
      ? [
          {
            regex: `^(${typesAlone.map((target) => specifierOf(room, target)).join('|')})`,
            message: `${message}, types alone`,
            allowTypeImports: true,
          },
        ]
      : []),
    { regex: `^(${foreign.map(literal).join('|')})(/|$)`, message },
  ];
}

function isNamed(entries: readonly string[], target: string): boolean {
  return entries.some((entry) => entry === target || fits(entry, target) || entry === folderOf(target));
}

/** How a file of the room writes the way to a target, as a regular expression. */
function specifierOf(room: string, target: string): string {
  const way = posix.relative(room.replaceAll('*', 'any'), target.replaceAll('*', 'ANY'));
  const path = way.startsWith('.') ? way : `./${way}`;
  const isFolder = target.endsWith('/');
  return `${literal(path).replaceAll('ANY', String.raw`[\w-]+`)}${isFolder ? String.raw`/[\w-]+\.\w+$` : '$'}`;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, (each) => (each === '/' ? each : `\\${each}`));
}

/** The files of every folder of which some room may know a part. */
function looseFiles(): string[] {
  const named = Object.values(ROOMS).flatMap(({ files, types = [] }) => [...files, ...types]);
  const folders = new Set(named.filter((entry) => !entry.endsWith('/')).map(folderOf));
  return sourcesBelow('lib').filter((path) => folders.has(folderOf(path)));
}

/** Every package that anything imports, by its own name, and all that ship. */
function packagesInUse(): string[] {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const imported = programFiles()
    .flatMap(importsOf)
    .filter(({ file }) => file === null)
    .map(({ specifier }) => specifier);
  const names = [...Object.keys(dependencies), ...imported].map((name) =>
    name.startsWith('@codemirror/') ? '@codemirror' : /^(@[^/]+\/[^/]+|[^/]+)/.exec(name)?.[0],
  );
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}
