import { editsIn, removalOf, type TextEdit } from '../../text/txt-edits.ts';
import type { TxtEntry } from '../../text/txt-entries.ts';
import { isSpfRecord, parseSpfRecord } from './record.ts';
import { isDirective, lookUpsOf, sameAs, type SpfTerm } from './term.ts';

/**
 * Makes one record of several (RFC 7208 §4.5), where that has one answer: each can be read and ends in the same `all`, and before it are only terms that let
 * somebody send, so that their order decides nothing. The first gets the terms of the others.
 */
export function mergeEdits(entries: readonly TxtEntry[], text: string): readonly TextEdit[] {
  const [first, ...others] = entries.filter(({ value }) => isSpfRecord(value));
  if (first === undefined || others.some(({ form }) => form === 'words') || first.form === 'words') return [];
  const own = partsOf(first.value);
  const theirs = others.map(({ value }) => partsOf(value));
  const isSame = others.every(({ value }) => value === first.value);
  const gone = others.map((entry) => removalOf(entry, text));
  if (isSame) return gone;
  if (
    own === null ||
    !theirs.every((each) => each !== null && sameAs(each.end.text) === sameAs(own.end.text))
  )
    return [];
  const seen = new Set(own.terms.map(({ text: term }) => sameAs(term)));
  const added = theirs
    .flatMap((each) => each?.terms ?? [])
    .filter(({ text: term }) => {
      const isNew = !seen.has(sameAs(term));
      seen.add(sameAs(term));
      return isNew;
    });
  // Receivers would use no more of it than of several (RFC 7208 §4.6.4).
  const lookUps = [...own.terms, ...added].reduce((sum, term) => sum + lookUpsOf(term), 0);
  if (lookUps > MOST_LOOK_UPS) return [];
  const put = added.map(({ text: term }) => `${term} `).join('');
  return [
    ...(put === '' ? [] : editsIn(first, [{ offset: own.end.position.offset, length: 0, put }])),
    ...gone,
  ];
}

const MOST_LOOK_UPS = 10;

/** The terms before `all`, and that; null for a record whose terms may not be put in another order. */
function partsOf(value: string): { terms: readonly SpfTerm[]; end: SpfTerm } | null {
  const parsed = parseSpfRecord(value);
  if (parsed.state !== 'valid') return null;
  const { terms } = parsed.value;
  const end = terms.at(-1);
  const before = terms.slice(0, -1);
  const areSenders = before.every(
    (term) => isDirective(term) && term.kind !== 'all' && term.qualifier === '+',
  );
  return end?.kind === 'all' && areSenders ? { terms: before, end } : null;
}
