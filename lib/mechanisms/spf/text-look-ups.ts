import type { SpfParts, TreeRow } from './facts.ts';
import type { SpfRecord } from './record.ts';
import { lookUpsOf, type SpfTerm } from './term.ts';

/** The most terms that may lead to a look-up, over all records (RFC 7208 §4.6.4). */
const LIMIT = 10;

export interface DraftLookUps {
  readonly count: number;
  /** There are more behind records that were not looked up. */
  readonly isAtLeast: boolean;
  /** The term with which, or behind which, the eleventh falls; null where that is not known to happen. */
  readonly over: string | null;
}

/**
 * How many look-ups a record needs that somebody writes: of its own terms, and of those behind its includes as far as they were found when a domain was looked
 * up. Asks nothing.
 */
export function draftLookUps({ terms }: SpfRecord, live: SpfParts | null): DraftLookUps {
  const known = new Map(rowsIn(live).map((row) => [row.target?.toLowerCase(), row]));
  let count = 0;
  let isAtLeast = false;
  let over: string | null = null;
  for (const term of evaluatedOf(terms)) {
    const below = belowOf(term, known);
    count += lookUpsOf(term) + (below?.count ?? 0);
    isAtLeast ||= below?.isAtLeast ?? false;
    if (count > LIMIT) over ??= term.text;
  }
  return { count, isAtLeast, over };
}

/** Mechanisms up to `all`, and a redirect only where there is none. */
function evaluatedOf(terms: readonly SpfTerm[]): readonly SpfTerm[] {
  const end = terms.findIndex(({ kind }) => kind === 'all');
  const before = end === -1 ? terms : terms.slice(0, end);
  const inOrder = before.filter(({ kind }) => kind !== 'redirect');
  return end === -1 ? [...inOrder, ...before.filter(({ kind }) => kind === 'redirect')] : inOrder;
}

/** What stands behind an include; a name that only a message can tell, or that was not followed, is open. */
function belowOf(
  term: SpfTerm,
  known: ReadonlyMap<string | undefined, TreeRow>,
): { count: number; isAtLeast: boolean } | null {
  if (term.kind !== 'include' && term.kind !== 'redirect') return null;
  const row = known.get(term.domain.text.toLowerCase().replace(/\.$/, ''));
  if (!row || row.state === 'unread' || row.state === 'loop') return { count: 0, isAtLeast: true };
  return { count: row.count - 1, isAtLeast: row.isAtLeast };
}

function rowsIn(live: SpfParts | null): readonly TreeRow[] {
  const rows = live && 'tree' in live.spf ? (live.spf.tree?.rows ?? []) : [];
  return rows.filter(({ kind }) => kind === 'include' || kind === 'redirect');
}
