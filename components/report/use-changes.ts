import { useRef } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import { changesBetween, countOf, type Changes } from '../../lib/report/changes.ts';
import { findingWords } from '../finding-words.ts';

interface Seen {
  /** The last check that came to its end in this page. */
  readonly latest: Assessment;
  /** Null after the first one. */
  readonly changes: Changes | null;
}

/**
 * What changed since the last check in this page; null before the second one, and while another is under way. `now` in milliseconds since 1970 UTC. What goes on asking within
 * one check, such as after a permission, is told only where it brought something.
 */
export function useChanges(assessment: Assessment | null, now: number, isScored: boolean): Changes | null {
  const seen = useRef<Seen | null>(null);
  if (!assessment?.finishedAt) return null;
  const { current } = seen;
  if (current?.latest.policyDomain !== assessment.policyDomain) {
    seen.current = { latest: assessment, changes: null };
    return null;
  }
  if (current.latest !== assessment) {
    const titleOf = (finding: Parameters<typeof findingWords>[0]) => findingWords(finding).title;
    const changes = changesBetween(current.latest, assessment, { now, titleOf, isScored });
    const isAnother = current.latest.startedAt !== assessment.startedAt;
    const isTold = isAnother || countOf(changes) > 0;
    seen.current = { latest: assessment, changes: isTold ? changes : current.changes };
  }
  return seen.current?.changes ?? null;
}
