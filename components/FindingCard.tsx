import { say } from '../lib/locales/say.ts';
import type { Gathered } from '../lib/verdict/gathered.ts';
import { sourceUrl } from '../lib/verdict/source-url.ts';
import { CopyButton } from './CopyButton.tsx';
import { findingWords, linesWords } from './finding-words.ts';
import { plain } from './plain-words.ts';
import { Sentence } from './Sentence.tsx';

export interface FindingCardsProps {
  readonly groups: readonly Gathered[];
  /** Copies what to do; rejects where the browser did not let it. */
  readonly onCopy: (text: string) => Promise<void>;
}

/** Findings where room is short: what to do comes first, then what it means. */
export function FindingCards({ groups, onCopy }: FindingCardsProps) {
  return (
    <ul class="findings">
      {groups.map((group) => (
        <FindingCard key={JSON.stringify(group.finding)} group={group} onCopy={onCopy} />
      ))}
    </ul>
  );
}

function FindingCard({ group, onCopy }: { group: Gathered } & Pick<FindingCardsProps, 'onCopy'>) {
  const { code, severity, source } = group.finding;
  const { title, meaning, repair } = findingWords(group.finding);
  const lines = linesWords(group);
  const copied = `${plain(title)}. ${plain(repair)}`;
  return (
    <li class={severity} data-code={code}>
      <h3>
        <span class="severity">{say(`findings.severity.${severity}`)}</span> <Sentence text={title} />
      </h3>
      <div class="repair">
        <p>
          <strong>{say('findings.toDo')}</strong> <Sentence text={repair} />
        </p>
        <CopyButton isSmall what={plain(title)} onCopy={() => onCopy(copied)} />
      </div>
      {lines && (
        <p>
          <Sentence text={lines} />
        </p>
      )}
      <p>
        <Sentence text={meaning} />
        {source !== null && (
          <>
            {' '}
            <a href={sourceUrl(source)} target="_blank" rel="noreferrer">
              {source}
            </a>
          </>
        )}
      </p>
    </li>
  );
}
