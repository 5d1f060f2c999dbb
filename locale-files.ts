import { globSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The merged files: `@wxt-dev/i18n` reads one file for each language, all from one folder. */
export const LOCALES = '.wxt/locales';

/** Where people write sentences: a file for each area of the interface, and one beside each mechanism. */
const placesOf = (language: string) => [`lib/locales/${language}/*.yml`, `lib/mechanisms/**/${language}.yml`];

export interface Tree {
  [key: string]: string | Tree;
}

/** Who wrote a sentence or a group first. */
type Owners = Map<string, string>;

/** Every sentence of a language, from all its files. Throws if two of them disagree about a key. */
export function localeOf(language: string, root = import.meta.dirname): Tree {
  const merged: Tree = {};
  const owners: Owners = new Map();
  for (const file of placesOf(language).flatMap((place) => globSync(place, { cwd: root }).toSorted()))
    add(merged, parse(readFileSync(join(root, file), 'utf8')), file, owners);
  return merged;
}

/** Writes the merged files, before anything is prepared or built. */
export function writeLocales(root: string): void {
  const folder = join(root, LOCALES);
  const languages = readdirSync(join(root, 'lib/locales'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  mkdirSync(folder, { recursive: true });
  // A language that is gone must not be in the next build.
  for (const file of readdirSync(folder))
    if (!languages.includes(file.replace('.json', ''))) rmSync(join(folder, file));
  for (const language of languages)
    writeFileSync(join(folder, `${language}.json`), JSON.stringify(localeOf(language, root), null, 2));
}

/** For `wxt dev`: writes them again when a file of sentences changes. A fault is reported and ends nothing. */
export function keepLocales(root: string, report: (fault: unknown) => void): void {
  watch(join(root, 'lib'), { recursive: true }, (_, file) => {
    if (file?.endsWith('.yml') !== true) return;
    try {
      writeLocales(root);
    } catch (fault) {
      report(fault);
    }
  });
}

function add(tree: Tree, branch: unknown, file: string, owners: Owners, above = ''): void {
  for (const [key, value] of Object.entries(branch ?? {}) as [string, unknown][]) {
    const path = `${above}${key}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isGroup && typeof value !== 'string')
      throw new Error(`${file}: "${path}" is neither a sentence nor a group of sentences.`);
    // Browsers join the names by "_" and ignore case, so the sentences `a.bC` and `a_bc` are one to them.
    const sentence = path.replaceAll('.', '_').toLowerCase();
    const owner = owners.get(isGroup || typeof tree[key] === 'object' ? `${path}.` : sentence);
    if (isGroup ? typeof tree[key] === 'string' : owner !== undefined)
      throw new Error(`${file}: "${path}" is in ${owner ?? owners.get(sentence)} already.`);
    owners.set(isGroup ? `${path}.` : sentence, owner ?? file);
    if (!isGroup) tree[key] = value as string;
    else add((tree[key] ??= {}) as Tree, value, file, owners, `${path}.`);
  }
}
