import { labelsOf } from '../wire.ts';

/** Names in the order of RFC 4034, 6.1, which is by the last label first. */
export function inOrder(names: Iterable<string>): string[] {
  return [...new Set(names)].toSorted((a, b) => (sortsBefore(a, b) ? -1 : 1));
}

/** The name whose NSEC record proves what there is at `name`, or that it is not there: itself, or the last one before it. */
export function proverOf(name: string, ordered: readonly string[]): string {
  return ordered.findLast((each) => !sortsBefore(name, each)) ?? '';
}

function sortsBefore(a: string, b: string): boolean {
  return sortKey(a) < sortKey(b);
}

/** No label holds a zero octet, so one between the labels puts a name before all names below it. */
function sortKey(name: string): string {
  return labelsOf(name).toReversed().join('\0');
}
