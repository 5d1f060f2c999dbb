import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, importsOf, read, sourcesBelow } from './repository.ts';

export interface Locked {
  /** Where it is installed under another name than its own. */
  readonly name?: string;
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What package-lock.json says of each package, by the path of its folder; "" is the project itself. */
export function lockedPackages(): Readonly<Record<string, Locked>> {
  return (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;
}

/** The same of what npm has installed, as npm wrote it down when it did. */
export function installedPackages(): Readonly<Record<string, Locked>> {
  const file = join(ROOT, 'node_modules/.package-lock.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> }).packages;
}

/** Every package that lies below node_modules, whoever put it there; a folder without a package.json is one without a name. */
export function foldersInModules(): { path: string; name?: string; version?: string }[] {
  const below = (modules: string): string[] =>
    readdirSync(join(ROOT, modules))
      .filter((name) => !name.startsWith('.'))
      .flatMap((name) => {
        const path = `${modules}/${name}`;
        if (name.startsWith('@')) return below(path);
        return existsSync(join(ROOT, path, 'node_modules'))
          ? [path, ...below(`${path}/node_modules`)]
          : [path];
      });
  return below('node_modules').map((path) => {
    const file = join(ROOT, path, 'package.json');
    if (!existsSync(file)) return { path };
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
    return { path, name, version };
  });
}

/** The folders of the packages that the extension may bundle: `dependencies` of package.json, and what these depend on. */
export function shippedPackages(): string[] {
  return withTheirOwn(Object.keys(lockedPackages()['']?.dependencies ?? {}));
}

/** Those of them that anything is imported from, on the way from an entrypoint. */
export function bundledPackages(): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier, file, isType } of importsOf(path)) {
      if (isType) continue;
      const source = [file, `${file}.ts`, `${file}.tsx`].find((each) => each !== null && sources.has(each));
      if (source) visit(source);
      else if (file === null) names.add(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
    }
  };
  const sources = new Set(['entrypoints', 'components', 'lib'].flatMap(sourcesBelow));
  for (const path of sources) if (path.startsWith('entrypoints/')) visit(path);
  const own = Object.keys(lockedPackages()['']?.dependencies ?? {});
  return withTheirOwn(own.filter((name) => names.has(name)));
}

/** The folders of the packages of these names, and of what they depend on. */
function withTheirOwn(names: readonly string[]): string[] {
  const packages = lockedPackages();
  const found = new Set<string>();
  const folderOf = (name: string, from: string): string => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
      const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (packages[folder]) return folder;
      if (at === '') throw new Error(`${name}, which ${from} needs, is not locked.`);
    }
  };
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (found.has(folder)) return;
    found.add(folder);
    for (const next of Object.keys(packages[folder]?.dependencies ?? {})) visit(next, folder);
  };
  for (const name of names) visit(name, '');
  return [...found].toSorted();
}
