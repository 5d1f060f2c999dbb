import { say } from '../lib/locales/say.ts';
import type { Finding } from '../lib/verdict/finding.ts';
import { sourceUrl } from '../lib/verdict/source-url.ts';
import { findingWords } from './finding-words.ts';
import { Sentence } from './Sentence.tsx';

/** What a finding means, what to do, and which RFC says so. */
export function FindingText({ finding }: { finding: Finding }) {
  const { severity, source } = finding;
  const { meaning, repair } = findingWords(finding);
  return (
    <>
      <p>
        <span class="severity">{say(`findings.severity.${severity}`)}</span> <Sentence text={meaning} />
      </p>
      <p>
        <strong>{say('findings.toDo')}</strong> <Sentence text={repair} />
        {source !== null && (
          <>
            {' '}
            <a href={sourceUrl(source)} target="_blank" rel="noreferrer">
              {source}
            </a>
          </>
        )}
      </p>
    </>
  );
}
