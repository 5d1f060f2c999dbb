import type { WrittenTag } from './guide-tags.ts';
import { isWeaker, policyOf, type Policy } from './policy.ts';

/** The tags of several records as those of one, which asks for no more than any of them does. */

/** Each tag once, in the order in which it comes first. A record without a tag that another one has says by it what receivers read without it. Pure. */
export function mergedTags(records: readonly (readonly WrittenTag[])[]): WrittenTag[] {
  const byName = Map.groupBy(records.flat(), ({ name }) => name.toLowerCase());
  return Array.from(byName).flatMap(([key, [first]]) => {
    const value = oneOf(
      key,
      records.flatMap((tags) => saidBy(tags, key)),
    );
    return first === undefined || value === null ? [] : [{ name: first.name, value }];
  });
}

/** What a record says by a tag, also where it does not have it (RFC 9989 §4.7, RFC 7489 §6.3 of `pct`); nothing where only who wrote the tag says anything by it. */
function saidBy(tags: readonly WrittenTag[], key: string): readonly string[] {
  const written = tags.flatMap(({ name, value }) => (name.toLowerCase() === key ? [value] : []));
  if (written.length > 0) return written;
  if (key === 'sp') return saidBy(tags, 'p');
  if (key === 'np') return saidBy(tags, 'sp');
  if (key === 'adkim' || key === 'aspf') return ['r'];
  return key === 'pct' ? ['100'] : [];
}

/** Of several values of one tag the only one, or what harms no mail: all addresses, the weakest policy, the lowest percentage, alignment and testing as they are weaker. */
function oneOf(key: string, values: readonly string[]): string | null {
  const [first = '', ...others] = values;
  if (others.every((value) => value === first)) return first;
  if (key === 'rua' || key === 'ruf')
    return [...new Set(values.flatMap((value) => value.split(',').map((uri) => uri.trim())))].join(',');
  if (key === 'p' || key === 'sp' || key === 'np')
    return weakestOf(values.flatMap((value) => policyOf(value) ?? []));
  if (key === 'pct') return String(Math.min(...values.map(Number)));
  if (key === 't') return 'y';
  // Of every other tag the default asks for least.
  return null;
}

function weakestOf(policies: readonly Policy[]): Policy {
  return policies.reduce((weakest, each) => (isWeaker(each, weakest) ? each : weakest));
}
