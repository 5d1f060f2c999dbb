import type { ComponentChildren } from 'preact';
import { say } from '../lib/locales/say.ts';
import { isFault } from '../lib/verdict/fault.ts';
import type { Finding } from '../lib/verdict/finding.ts';
import { gathered, type Gathered } from '../lib/verdict/gathered.ts';
import { FindingCards, type FindingCardsProps } from './FindingCard.tsx';

interface RowFindingsProps extends Pick<FindingCardsProps, 'onCopy'> {
  readonly findings: readonly Finding[];
  /** What can be done about the first of them. */
  readonly offer: ComponentChildren;
}

/**
 * What was found in a row: the worst by itself, so that its repair is in sight. What else is wrong waits until that is mended, and is folded with
 * what is merely good to know: side by side, two repairs of one cause contradict each other.
 */
export function RowFindings({ findings, offer, onCopy }: RowFindingsProps) {
  const all = gathered(findings);
  const faults = all.filter(({ finding }) => isFault(finding));
  const notes = all.filter(({ finding }) => !isFault(finding));
  const folded: readonly (readonly [string, readonly Gathered[]])[] = [
    [say('findings.then', { count: faults.length - 1 }), faults.slice(1)],
    [say('findings.more', { count: notes.length }), faults.length > 0 ? notes : []],
  ];
  return (
    <>
      <FindingCards groups={faults.length > 0 ? faults.slice(0, 1) : notes} onCopy={onCopy} />
      {offer}
      {folded.map(
        ([title, groups]) =>
          groups.length > 0 && (
            <details key={title}>
              <summary>{title}</summary>
              <FindingCards groups={groups} onCopy={onCopy} />
            </details>
          ),
      )}
    </>
  );
}
