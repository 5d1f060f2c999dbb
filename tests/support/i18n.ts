import { localeOf, type Tree } from '../../locale-files.ts';

/**
 * Stands in for the module that wxt generates: the same sentences, read from the files that people write, and the same named
 * substitutions as @wxt-dev/i18n makes. Unlike it, a sentence that is not there or lacks a value is an error.
 */
const PLACEHOLDER = /\{([A-Za-z0-9_]+)\}/g;

export const SENTENCES: ReadonlyMap<string, string> = new Map(flatten(localeOf('en')));

export const i18n = {
  t: (key: string, values: Readonly<Record<string, string>> = {}): string => {
    const sentence = SENTENCES.get(key);
    if (sentence === undefined) throw new Error(`There is no sentence "${key}".`);
    return sentence.replace(PLACEHOLDER, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`The sentence "${key}" lacks a value for {${name}}.`);
      return value;
    });
  },
};

/** A sentence as a person reads it, its marks of code taken off: what a test looks for. */
export function words(key: string, values: Readonly<Record<string, string>> = {}): string {
  return i18n.t(key, values).replaceAll('`', '');
}

/** The names of the values that a sentence takes. */
export function placeholdersOf(sentence: string): string[] {
  return [...new Set(Array.from(sentence.matchAll(PLACEHOLDER), ([, name]) => String(name)))];
}

function flatten(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, branch]): [string, string][] =>
    typeof branch === 'string' ? [[`${above}${key}`, branch]] : flatten(branch, `${above}${key}.`),
  );
}
