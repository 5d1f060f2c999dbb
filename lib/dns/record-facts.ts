import type { Selected } from '../outcome.ts';
import type { Lookup, Unknown } from './lookup.ts';

/** What is known of a TXT record: which one counts, and the whole RRset as evidence. */
export type RecordFacts<T, Code extends string = string> = (Selected<T, Code> & Evidence) | Unknown;

export interface Evidence {
  readonly texts: readonly string[];
  readonly aliases: readonly string[];
  readonly authentic: boolean;
  readonly ttlSeconds: number;
  /** What a name beside this one answers; only there where it was asked. */
  readonly beside?: Beside;
}

/** The TXT and aliases of a name that nobody can have made, in the place of the first label: what a wildcard gives (RFC 4592 §2.2). */
export type Beside =
  | { readonly state: 'answered'; readonly texts: readonly string[]; readonly aliases: readonly string[] }
  | Unknown;

/** The facts in an answer for TXT, of which `select` chooses the record that counts. Pure. */
export function recordFacts<T, Code extends string>(
  lookup: Lookup<string>,
  select: (texts: readonly string[]) => Selected<T, Code>,
): RecordFacts<T, Code> {
  if (lookup.state === 'unavailable') return lookup;
  const { aliases, authentic, ttlSeconds } = lookup;
  const texts = lookup.state === 'found' ? lookup.records : [];
  return { ...select(texts), texts, aliases, authentic, ttlSeconds };
}
