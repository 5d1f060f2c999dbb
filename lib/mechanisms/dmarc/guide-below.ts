import { isWeaker, policyOf, type Policy } from './policy.ts';
import { meantTags } from './text-meant.ts';

/** What a record asks for names below it; null where it says nothing of them. */
export type Below = Readonly<Record<'sp' | 'np', Policy | null>>;

/** The same as it was meant; `unread` where it says something that nobody can read. */
export type MeantBelow = Readonly<Record<'sp' | 'np', Policy | 'unread' | null>>;

/** A tag for names below, however it is written: what stands there is no reason to ask for more of them than the domain wants. An empty one is a tag as well. */
const WRITTEN = /(?<![a-z])([sn]p)(?:\s*[:=]|\s+["'`(<]*\w)/i;

/** The weakest policies of the parts of a record, with slips mended that have one right answer. Pure. */
export function meantBelow(parts: readonly string[]): MeantBelow {
  const below: Record<'sp' | 'np', Policy | 'unread' | null> = { sp: null, np: null };
  for (const part of parts) {
    const tag = WRITTEN.exec(part)?.[1]?.toLowerCase();
    if (tag !== 'sp' && tag !== 'np') continue;
    const [, name, value = ''] = /^([sn]p)[ \t]*=[ \t]*([a-z]+)$/i.exec(meantTags(part) ?? '') ?? [];
    const policy = name?.toLowerCase() === tag ? policyOf(value) : null;
    const known = below[tag];
    if (policy === null || known === 'unread') below[tag] = 'unread';
    else below[tag] = known === null || isWeaker(policy, known) ? policy : known;
  }
  return below;
}

/** True where something is said of names below that nobody can read. */
export function isBelowUnread({ sp, np }: MeantBelow): boolean {
  return sp === 'unread' || np === 'unread';
}
