import { say } from '../lib/locales/say.ts';
import { PROBLEMS, sourceUrl, type Problem } from '../lib/problem.ts';
import { findingWords } from './finding-words.ts';
import { Sentence } from './Sentence.tsx';

/** What a finding means, what to do, and which RFC says so. */
export function FindingText({ finding }: { finding: Problem }) {
  const { severity, source } = PROBLEMS[finding.code];
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
