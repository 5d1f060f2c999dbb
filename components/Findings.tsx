import { plain } from './plain-words.ts';
import type { ComponentChildren } from 'preact';
import { say } from '../lib/locales/say.ts';
import { isFault } from '../lib/verdict/fault.ts';
import { gathered, type Gathered } from '../lib/verdict/gathered.ts';
import type { Finding } from '../lib/verdict/finding.ts';
import { CopyButton } from './CopyButton.tsx';
import { FindingText } from './FindingText.tsx';
import { findingWords, linesWords } from './finding-words.ts';
import { Sentence } from './Sentence.tsx';

export interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly isKnown: boolean;
  /** What can be done about them all, beside the heading. */
  readonly offer?: ComponentChildren;
  /** Copies one of them; left out where there is no room for it. */
  readonly onCopy?: ((group: Gathered) => Promise<void>) | undefined;
}

/**
 * What was found, worst first, and once for all lines that have it; what is merely good to know is folded away. Without findings it says so, but only where
 * the domain is known.
 */
export function Findings({ findings, isKnown, offer, onCopy }: FindingsProps) {
  const all = gathered(findings);
  const major = all.filter((group) => !isMinor(group));
  const minor = all.filter(isMinor);
  if (findings.length === 0 && !isKnown) return null;
  return (
    <section aria-labelledby="findings">
      <div class="heading">
        <h2 id="findings">{say('findings.title')}</h2>
        {offer}
      </div>
      {major.length === 0 && isKnown && <p class="quiet">{say('findings.none')}</p>}
      <FindingList groups={major} onCopy={onCopy} />
      {minor.length > 0 && (
        <details>
          <summary>{say('findings.more', { count: minor.length })}</summary>
          <FindingList groups={minor} onCopy={onCopy} />
        </details>
      )}
    </section>
  );
}

function isMinor({ finding }: Gathered): boolean {
  // Nothing is wrong where nothing is set up, but it is what there is to say.
  return !isFault(finding) && finding.code !== 'sts-absent';
}

type FindingListProps = { groups: readonly Gathered[] } & Pick<FindingsProps, 'onCopy'>;

function FindingList({ groups, onCopy }: FindingListProps) {
  if (groups.length === 0) return null;
  return (
    <ul class="findings">
      {groups.map((group) => (
        <Entry key={JSON.stringify(group.finding)} group={group} onCopy={onCopy} />
      ))}
    </ul>
  );
}

function Entry({ group, onCopy }: { group: Gathered } & Pick<FindingsProps, 'onCopy'>) {
  const { finding } = group;
  const { severity } = finding;
  const { title } = findingWords(finding);
  const lines = linesWords(group);
  return (
    <li class={severity} data-code={finding.code}>
      <div class="heading">
        <h3>
          <Sentence text={title} />
        </h3>
        {onCopy && <CopyButton isSmall what={plain(title)} onCopy={() => onCopy(group)} />}
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
