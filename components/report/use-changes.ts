import { useEffect, useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import { changesBetween, countOf, type Changes } from '../../lib/report/changes.ts';
import type { OwnedFinding } from '../../lib/verdict/digest.ts';
import { findingWords } from '../finding-words.ts';

interface Seen {
  /** The last check that came to its end in this page. */
  readonly latest: Assessment;
  /** Null after the first one. */
  readonly changes: Changes | null;
}

/**
 * What changed since the last check in this page; null before the second one, and while another is under way. What goes on asking within one check, such as after a permission, is
 * told only where it brought something.
 */
export function useChanges(assessment: Assessment | null, isScored: boolean): Changes | null {
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (assessment?.finishedAt) setSeen((earlier) => seenNext(earlier, assessment));
  }, [assessment]);
  // The end of a check is told twice, by its writing and by its answer: what is said of it stays, or it would be announced anew.
  if (!seen?.changes || !assessment || !isSame(seen.latest, assessment)) return null;
  return isScored ? seen.changes : { ...seen.changes, score: null };
}

function seenNext(earlier: Seen | null, latest: Assessment): Seen {
  if (earlier?.latest.policyDomain !== latest.policyDomain) return { latest, changes: null };
  if (earlier.latest === latest) return earlier;
  // Both are judged by one clock, so that time alone changes nothing.
  const now = latest.finishedAt ?? latest.startedAt;
  const changes = changesBetween(earlier.latest, latest, now, titleOf);
  const isAnother = earlier.latest.startedAt !== latest.startedAt;
  return { latest, changes: isAnother || countOf(changes) > 0 ? changes : earlier.changes };
}

function titleOf(finding: OwnedFinding): string {
  return findingWords(finding).title;
}

function isSame(one: Assessment, other: Assessment): boolean {
  return (
    one.policyDomain === other.policyDomain &&
    one.startedAt === other.startedAt &&
    one.revision === other.revision
  );
}
