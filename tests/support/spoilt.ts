/** For what storage may hold instead of what was written: a tree of JSON in which one value is another. */

/** The keys that lead to a value. */
export type Place = readonly (string | number)[];

/** The way to every value in a tree, leaves and branches. */
export function placesIn(tree: unknown, way: Place = []): Place[] {
  if (typeof tree !== 'object' || tree === null) return [way];
  const below = Object.entries(tree).flatMap(([key, value]) => placesIn(value, [...way, key]));
  return way.length === 0 ? below : [way, ...below];
}

/** The same tree with another value at a place. */
export function withValue(tree: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(tree))
    return tree.map((each, index) => (index === Number(key) ? withValue(each, rest, value) : each));
  const branch = tree as Readonly<Record<string, unknown>>;
  return { ...branch, [key]: withValue(branch[key], rest, value) };
}
