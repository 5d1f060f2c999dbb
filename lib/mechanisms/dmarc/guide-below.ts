import { isWeaker, policyOf, type Policy } from './policy.ts';
import { meantTags } from './text-meant.ts';

/** What a record was meant to ask for names below it; null where it says nothing of them. */
export type Below = Readonly<Record<'sp' | 'np', Policy | null>>;

/** A tag for names below, however it is written: what stands there is no reason to ask for more of them than the domain wants. */
const WRITTEN = /(?<![a-z])([sn]p)[\s:=]+["'`(<]*\w/i;

/** The weakest policies of the parts of a record, with slips mended that have one right answer; null where a part says something of names below that nobody can read. Pure. */
export function meantBelow(parts: readonly string[]): Below | null {
  const below: Record<'sp' | 'np', Policy | null> = { sp: null, np: null };
  for (const part of parts) {
    const tag = WRITTEN.exec(part)?.[1]?.toLowerCase();
    if (tag !== 'sp' && tag !== 'np') continue;
    const [, name, value = ''] = /^([sn]p)[ \t]*=[ \t]*([a-z]+)$/i.exec(meantTags(part) ?? '') ?? [];
    const policy = name?.toLowerCase() === tag ? policyOf(value) : null;
    if (policy === null) return null;
    const known = below[tag];
    below[tag] = known === null || isWeaker(policy, known) ? policy : known;
  }
  return below;
}
