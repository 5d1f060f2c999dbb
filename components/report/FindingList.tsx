import { say } from '../../lib/locales/say.ts';
import { guidePlace } from '../../lib/guide/guided.ts';
import type { MechanismName } from '../../lib/mechanisms.ts';
import type { Gathered } from '../../lib/verdict/gathered.ts';
import type { Gain } from '../../lib/verdict/score-causes.ts';
import { CopyButton } from '../CopyButton.tsx';
import { findingWords, linesWords } from '../finding-words.ts';
import { FindingText } from '../FindingText.tsx';
import { gainWords } from '../gain-words.ts';
import { plain } from '../plain-words.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';

export interface FindingListProps {
  readonly groups: readonly Gathered[];
  readonly onCopy: (group: Gathered) => Promise<void>;
  /** What each repair gains, and where its steps are; only for what is to be mended. */
  readonly repairs?: ReadonlyMap<Gathered, Repair>;
}

/** What is said of a repair beside what to do. */
export interface Repair {
  /** The id of the finding, which other places lead to. */
  readonly id: string;
  /** Null where it gains nothing that is known, or no score is wanted. */
  readonly gain: Gain | null;
  /** The mechanism whose steps in the guide mend it, or null. */
  readonly guide: MechanismName | null;
}

/** Findings in full, each with what it means, what to do, and the section of the RFC. */
export function FindingList({ groups, onCopy, repairs }: FindingListProps) {
  if (groups.length === 0) return null;
  return (
    <ul class="findings">
      {groups.map((group) => (
        <Entry
          key={JSON.stringify(group.finding)}
          group={group}
          onCopy={onCopy}
          repair={repairs?.get(group)}
        />
      ))}
    </ul>
  );
}

function Entry({
  group,
  repair,
  onCopy,
}: {
  readonly group: Gathered;
  readonly repair: Repair | undefined;
} & Pick<FindingListProps, 'onCopy'>) {
  const { finding } = group;
  const { title } = findingWords(finding);
  const lines = linesWords(group);
  return (
    <li id={repair?.id} class={finding.severity} data-code={finding.code}>
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
      {repair && <RepairLine {...repair} />}
    </li>
  );
}

function RepairLine({ gain, guide }: Repair) {
  if (gain === null && guide === null) return null;
  return (
    <p class="gain">
      {gain && <strong>{gainWords(gain)}</strong>}{' '}
      {guide && <a href={`#${guidePlace(guide)}`}>{say('report.toGuide')}</a>}
    </p>
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
