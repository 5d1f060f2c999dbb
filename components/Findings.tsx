import type { ComponentChildren } from 'preact';
import { say } from '../lib/locales/say.ts';
import { isFault } from '../lib/fault.ts';
import { PROBLEMS, type Problem } from '../lib/problem.ts';
import { CopyButton } from './CopyButton.tsx';
import { FindingText } from './FindingText.tsx';
import { findingWords } from './finding-words.ts';
import { Sentence } from './Sentence.tsx';
import { plain } from './summary-words.ts';

export interface FindingsProps {
  readonly findings: readonly Problem[];
  readonly isKnown: boolean;
  /** What can be done about them all, beside the heading. */
  readonly offer?: ComponentChildren;
  /** Copies one of them; left out where there is no room for it. */
  readonly onCopy?: ((finding: Problem) => Promise<void>) | undefined;
}

/**
 * What was found, worst first; what is merely good to know is folded away. Without findings it says so, but only where
 * the domain is known.
 */
export function Findings({ findings, isKnown, offer, onCopy }: FindingsProps) {
  const major = findings.filter((finding) => !isMinor(finding));
  const minor = findings.filter(isMinor);
  if (findings.length === 0 && !isKnown) return null;
  return (
    <section aria-labelledby="findings">
      <div class="heading">
        <h2 id="findings">{say('findings.title')}</h2>
        {offer}
      </div>
      {major.length === 0 && isKnown && <p class="quiet">{say('findings.none')}</p>}
      <FindingList findings={major} onCopy={onCopy} />
      {minor.length > 0 && (
        <details>
          <summary>{say('findings.more', { count: minor.length })}</summary>
          <FindingList findings={minor} onCopy={onCopy} />
        </details>
      )}
    </section>
  );
}

function isMinor(finding: Problem): boolean {
  // Nothing is wrong where nothing is set up, but it is what there is to say.
  return !isFault(finding) && finding.code !== 'sts-absent';
}

type FindingListProps = { findings: readonly Problem[] } & Pick<FindingsProps, 'onCopy'>;

function FindingList({ findings, onCopy }: FindingListProps) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <Finding key={JSON.stringify(finding)} finding={finding} onCopy={onCopy} />
      ))}
    </ul>
  );
}

function Finding({ finding, onCopy }: { finding: Problem } & Pick<FindingsProps, 'onCopy'>) {
  const { severity } = PROBLEMS[finding.code];
  const { title } = findingWords(finding);
  return (
    <li class={severity} data-code={finding.code}>
      <div class="heading">
        <h3>
          <Sentence text={title} />
        </h3>
        {onCopy && <CopyButton isSmall what={plain(title)} onCopy={() => onCopy(finding)} />}
      </div>
      <FindingText finding={finding} />
    </li>
  );
}
