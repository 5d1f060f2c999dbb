import { say } from '../../lib/locales/say.ts';
import type { Gathered } from '../../lib/verdict/gathered.ts';
import { CopyButton } from '../CopyButton.tsx';
import { findingWords, linesWords } from '../finding-words.ts';
import { FindingText } from '../FindingText.tsx';
import { plain } from '../plain-words.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';

export interface FindingListProps {
  readonly groups: readonly Gathered[];
  readonly onCopy: (group: Gathered) => Promise<void>;
  /** The id of each, where something leads to it. */
  readonly idOf?: (group: Gathered) => string;
}

/** Findings in full, each with what it means, what to do, and the section of the RFC. */
export function FindingList({ groups, onCopy, idOf }: FindingListProps) {
  if (groups.length === 0) return null;
  return (
    <ul class="findings">
      {groups.map((group) => (
        <Entry key={JSON.stringify(group.finding)} group={group} onCopy={onCopy} id={idOf?.(group)} />
      ))}
    </ul>
  );
}

function Entry({
  group,
  id,
  onCopy,
}: {
  readonly group: Gathered;
  readonly id: string | undefined;
} & Pick<FindingListProps, 'onCopy'>) {
  const { finding } = group;
  const { title } = findingWords(finding);
  const lines = linesWords(group);
  return (
    <li id={id} class={finding.severity} data-code={finding.code}>
      <div class="heading">
        <h3>
          <Sentence text={title} />
        </h3>
        <CopyButton isSmall what={plain(title)} onCopy={() => onCopy(group)} />
      </div>
      {lines && (
        <p>
          <Sentence text={lines} />
        </p>
      )}
      <FindingText finding={finding} />
    </li>
  );
}

export interface ToFixProps {
  readonly groups: readonly Gathered[];
  readonly idOf: (group: Gathered) => string;
}

/** The faults of one part by name alone: the summary says what to do about each. */
export function ToFix({ groups, idOf }: ToFixProps) {
  const { shown, more } = useShown(groups);
  if (groups.length === 0) return null;
  return (
    <div class="to-fix">
      <p>{say('report.seeToFix')}</p>
      <ul>
        {shown.map((group) => (
          <li key={idOf(group)}>
            <a href={`#${idOf(group)}`}>
              <Sentence text={findingWords(group.finding).title} />
            </a>
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}
