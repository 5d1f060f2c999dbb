import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Stands in for the module that wxt generates: the same sentences, read from the locale file itself, and the same named
 * substitutions as @wxt-dev/i18n makes. Unlike it, a sentence that is not there or lacks a value is an error.
 */
const PLACEHOLDER = /\{([A-Za-z0-9_]+)\}/g;

export const SENTENCES: ReadonlyMap<string, string> = new Map(flatten(parse(read('en'))));

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

function read(locale: string): string {
  // No `new URL(..., import.meta.url)`: for a page, vite would make the address of an asset of it.
  return readFileSync(join(import.meta.dirname, `../../lib/locales/${locale}.yml`), 'utf8');
}

function flatten(tree: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof tree === 'string') return [[path.join('.'), tree]];
  if (typeof tree !== 'object' || tree === null)
    throw new Error(`No sentence at ${path.join('.')}: ${String(tree)}`);
  return Object.entries(tree).flatMap(([key, branch]) => flatten(branch, [...path, key]));
}
