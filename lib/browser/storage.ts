import { currentEra, isKnownOver, isOver, type Era } from './era.ts';
import { browser } from './native.ts';

/**
 * The browser's storage, an item by `area:name`. Every function rejects where the browser does: without sync, without managed
 * settings, with a memory that is full.
 */
type Area = 'local' | 'session' | 'sync' | 'managed';
export type StorageKey = `${Area}:${string}`;

/** Null where nothing is stored. */
export async function readItem(key: StorageKey): Promise<unknown> {
  return (await readItems([key])).get(key) ?? null;
}

/** What is stored of these items, undefined where nothing is, in one reading; they lie in the same area. */
export async function readItems<Key extends StorageKey>(
  keys: readonly Key[],
): Promise<ReadonlyMap<Key, unknown>> {
  const [first] = keys;
  if (first === undefined) return new Map();
  const stored = await browser.storage[placeOf(first).area].get(keys.map((key) => placeOf(key).name));
  return new Map(keys.map((key) => [key, stored[placeOf(key).name]]));
}

/** How many bytes an area holds, as the browser counts them. */
export async function bytesIn(area: 'session'): Promise<number> {
  return browser.storage[area].getBytesInUse(null);
}

/** Everything in an area, by name. */
export async function readArea(area: Area): Promise<Record<string, unknown>> {
  return browser.storage[area].get(null);
}

/**
 * Stores an item, unless everything was forgotten since the era in which the person acted. Whoever awaits something before it writes takes the era
 * before that, and hands it over.
 */
export async function writeItem(key: StorageKey, value: unknown, since: Era = currentEra()): Promise<void> {
  await writeItems([[key, value]], since);
}

/** The same for several items of one area, all of them or none. */
export async function writeItems(
  items: readonly (readonly [StorageKey, unknown])[],
  since: Era = currentEra(),
): Promise<void> {
  const [first] = items;
  if (first === undefined || isKnownOver(since)) return;
  const named = items.map(([key, value]) => [placeOf(key).name, value] as const);
  await browser.storage[placeOf(first[0]).area].set(Object.fromEntries(named));
  if (await isOver(since)) await removeItem(...items.map(([key]) => key));
}

/** Removes items of one area. */
export async function removeItem(...keys: readonly StorageKey[]): Promise<void> {
  const [first] = keys;
  if (first === undefined) return;
  await browser.storage[placeOf(first).area].remove(keys.map((key) => placeOf(key).name));
}

export async function clearArea(area: Area): Promise<void> {
  await browser.storage[area].clear();
}

/** Calls back with every value that is written from now on; gives the function that ends it. */
export function watchItem(key: StorageKey, callback: (value: unknown) => void): () => void {
  const { area, name } = placeOf(key);
  const listener = (changes: Record<string, { newValue?: unknown }>) => {
    if (name in changes) callback(changes[name]?.newValue ?? null);
  };
  browser.storage[area].onChanged.addListener(listener);
  return () => browser.storage[area].onChanged.removeListener(listener);
}

function placeOf(key: StorageKey): { readonly area: Area; readonly name: string } {
  const colon = key.indexOf(':');
  return { area: key.slice(0, colon) as Area, name: key.slice(colon + 1) };
}
