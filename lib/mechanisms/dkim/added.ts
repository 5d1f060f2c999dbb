import { withoutAny, type SelectorFacts } from './discover.ts';
import type { DkimParts } from './facts.ts';
import { isForgeable } from './judge.ts';
import { isForReports } from './key.ts';
import { keyReader, type ReadKeys } from './read-keys.ts';
import { isSelector } from './selector.ts';
import { originOf } from '../../dns/beside.ts';
import type { AddedNames } from '../../mechanism.ts';

/** The selectors that a person knows: a zone lists none, so a check can only ask for those that it is told. */
export const ADDED_SELECTORS: AddedNames<DkimParts> = {
  // What SPF and DMARC leave of the questions of a check, beside the ten that DKIM asks by itself.
  most: 10,
  read: (text) => (isSelector(text) ? text : null),
  missing: ({ dkim }, names) => (dkim.state === 'pending' ? [] : withoutAny(names, dkim.asked)),
  found: (parts, names) => names.filter((name) => isPublished(standingOfSelector(parts, name))),
};

/**
 * What is known of one selector: a `key` that receivers can use and nobody else has; one for TLS `reports` alone; a `revoked` one; a `faulty` one, by itself or since there are several; `other` texts; an alias
 * that leads nowhere (`dangling`); only what a wildcard answers for any name; nothing at all (`absent`); no answer; or it was not asked yet.
 */
export type SelectorStanding =
  | 'key'
  | 'reports'
  | 'revoked'
  | 'faulty'
  | 'other'
  | 'dangling'
  | 'wildcard'
  | 'absent'
  | 'unavailable'
  | 'unasked';

/** True where a key was published under the selector itself, whatever it is worth. */
export function isPublished(standing: SelectorStanding): boolean {
  return standing === 'key' || standing === 'reports' || standing === 'revoked' || standing === 'faulty';
}

/** What is known of a selector. Pure. */
export function standingOfSelector({ dkim }: DkimParts, selector: string): SelectorStanding {
  if (dkim.state === 'pending') return 'unasked';
  const lower = selector.toLowerCase();
  const facts = dkim.selectors.find((each) => each.selector.toLowerCase() === lower);
  if (!facts) {
    if (!dkim.asked.some((each) => each.toLowerCase() === lower)) return 'unasked';
    // Where a wildcard answers, it answers for this name as well, and is kept once.
    const { beside } = dkim;
    return beside?.state === 'answered' && beside.texts.length + beside.aliases.length > 0
      ? 'wildcard'
      : 'absent';
  }
  if (facts.state === 'unavailable') return 'unavailable';
  if (originOf(facts, dkim.beside ?? undefined) === 'wildcard') return 'wildcard';
  if (facts.state === 'dangling') return 'dangling';
  const domain = facts.name.slice(`${facts.selector}._domainkey.`.length);
  return standingOfTexts(facts, keyReader(dkim, domain));
}

function standingOfTexts({ texts, name }: SelectorFacts, read: ReadKeys): SelectorStanding {
  const [key, another] = read(texts, name).flatMap(({ key: each }) =>
    each.state === 'not-dkim' && !isForgeable(each.problems) ? [] : each,
  );
  if (!key) return 'other';
  if (another || isForgeable(key.problems)) return 'faulty';
  if (key.state === 'usable') return 'key';
  if (isForReports(key)) return 'reports';
  return key.state === 'revoked' ? 'revoked' : 'faulty';
}
