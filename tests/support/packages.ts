import { read } from './repository.ts';

export interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What package-lock.json says of each package, by the path of its folder; "" is the project itself. */
export function lockedPackages(): Readonly<Record<string, Locked>> {
  return (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;
}

/** The folders of the packages that the extension may bundle: `dependencies` of package.json, and what these depend on. */
export function shippedPackages(): string[] {
  const packages = lockedPackages();
  const found = new Set<string>();
  const visit = (from: string) => {
    for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
      const folder = folderOf(name, from);
      if (found.has(folder)) continue;
      found.add(folder);
      visit(folder);
    }
  };
  const folderOf = (name: string, from: string): string => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
      const folder = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (packages[folder]) return folder;
      if (at === '') throw new Error(`${name}, which ${from} needs, is not locked.`);
    }
  };
  visit('');
  return [...found].toSorted();
}
