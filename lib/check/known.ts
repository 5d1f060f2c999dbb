import { ALL, type Added, type MechanismName, type Parts } from '../mechanisms.ts';
import type { Knowledge, Look } from '../mechanism.ts';

/** How far the parts of an assessment are known: what may be used again, and what has to be asked for. */

/** Those of earlier parts that need not be asked for again. */
export function keptParts(parts: Parts): Partial<Parts> {
  return Object.assign({}, ...ALL.map((each) => each.kept(parts))) as Partial<Parts>;
}

/** How far all parts are known, and how long they hold. */
export function knowledgeOf(parts: Parts): Knowledge {
  const all = ALL.map((each) => each.knowledge(parts));
  const ttls = all.flatMap(({ ttlSeconds }) => ttlSeconds ?? []);
  const gaps = new Set(all.map(({ gap }) => gap));
  return {
    ttlSeconds: ttls.length > 0 ? Math.min(...ttls) : null,
    gap: gaps.has('part') ? 'part' : gaps.has('detail') ? 'detail' : null,
  };
}

/** True where the parts have all of what a person added. */
export function hasAllAdded(parts: Parts, added: Added): boolean {
  return ALL.every(
    (each) => (each.added?.missing(parts, added[each.name as MechanismName] ?? []).length ?? 0) === 0,
  );
}

/** The mechanisms of whose parts something could not be known, and may be at another try: something that decides, or a detail. */
export function gapsOf(parts: Parts): ReadonlyMap<MechanismName, 'part' | 'detail'> {
  const gaps = new Map<MechanismName, 'part' | 'detail'>();
  for (const each of ALL) {
    const { gap } = each.knowledge(parts);
    if (gap) gaps.set(each.name as MechanismName, gap);
  }
  return gaps;
}

/** True where all parts have what the look would bring. */
export function hasLookedAll(parts: Parts, look: Look | undefined): boolean {
  return ALL.every((each) => each.hasLooked?.(parts, look) ?? true);
}
