import { withoutAny, type SelectorFacts } from './discover.ts';
import type { DkimParts } from './facts.ts';
import { parseDkimKey } from './key.ts';
import { isSelector } from './selector.ts';
import { originOf } from '../../dns/beside.ts';
import type { AddedNames } from '../../mechanism.ts';

/** The selectors that a person knows: a zone lists none, so a check can only ask for those that it is told. */
export const ADDED_SELECTORS: AddedNames<DkimParts> = {
  // What SPF and DMARC leave of the questions of a check, beside the ten that DKIM asks by itself.
  most: 10,
  read: (text) => (isSelector(text) ? text : null),
  missing: ({ dkim }, names) => (dkim.state === 'pending' ? [] : withoutAny(names, dkim.asked)),
  found: (parts, names) => names.filter((name) => standingOfSelector(parts, name) === 'key'),
};

/**
 * What is known of one selector: a `key` of its own, whatever it is worth; `other` texts; an alias that leads nowhere (`dangling`); only what a wildcard answers for any name;
 * nothing at all (`absent`); no answer; or it was not asked yet.
 */
export type SelectorStanding =
  'key' | 'other' | 'dangling' | 'wildcard' | 'absent' | 'unavailable' | 'unasked';

/** What is known of a selector. Pure. */
export function standingOfSelector({ dkim }: DkimParts, selector: string): SelectorStanding {
  if (dkim.state === 'pending') return 'unasked';
  const lower = selector.toLowerCase();
  const facts = dkim.selectors.find((each) => each.selector.toLowerCase() === lower);
  if (!facts) return dkim.asked.some((each) => each.toLowerCase() === lower) ? 'absent' : 'unasked';
  if (facts.state === 'unavailable') return 'unavailable';
  if (originOf(facts, dkim.beside ?? undefined) === 'wildcard') return 'wildcard';
  if (facts.state === 'dangling') return 'dangling';
  return hasKey(facts) ? 'key' : 'other';
}

/** Of the TXT at a name so many are read; a name has one. */
const MOST_TEXTS = 20;

function hasKey({ texts, name }: SelectorFacts): boolean {
  return texts.slice(0, MOST_TEXTS).some((text) => parseDkimKey(text, name).state !== 'not-dkim');
}
