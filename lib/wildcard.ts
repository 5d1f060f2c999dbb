import type { Evidence, RecordFacts } from './assessment.ts';
import type { LookUp } from './dns/lookup.ts';
import type { Pending } from './outcome.ts';

/**
 * Tells whether TXT records seen at a name are the answer of a wildcard (RFC 4592 §3.3), by asking for a sibling of the name that nobody has
 * published: `<label>.<parent>`. Takes the texts as they were found; null if it could not be known.
 */
export async function isFromWildcard(
  name: string,
  texts: readonly string[],
  lookUp: LookUp,
  label: string,
): Promise<boolean | null> {
  const sibling = await lookUp(`${label}${name.slice(name.indexOf('.'))}`, 'TXT');
  if (sibling.state === 'unavailable') return null;
  return sibling.state === 'found' && isSame(sibling.records, texts);
}

/**
 * True for texts at the name of a record of which none is valid: somebody may be told to replace one of them, and a wildcard stays. Such
 * domains are few, and no other is asked about it.
 */
export function isOfDoubtfulOrigin<T extends Pending | RecordFacts<unknown>>(
  facts: T,
): facts is T & Evidence {
  if (facts.state !== 'absent' && facts.state !== 'invalid') return false;
  return facts.texts.length > 0 && facts.fromWildcard === undefined;
}

/** The same texts in whatever order: resolvers turn RRsets. */
function isSame(some: readonly string[], others: readonly string[]): boolean {
  return JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());
}
