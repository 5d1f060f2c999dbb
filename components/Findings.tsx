import { say } from '../lib/locales/say.ts';
import { PROBLEMS, sourceUrl, type Problem } from '../lib/problem.ts';
import { findingWords } from './finding-words.ts';
import { Sentence } from './Sentence.tsx';

/**
 * What was found, worst first; what is merely good to know is folded away. Without findings it says so, but only where
 * the domain is known.
 */
export function Findings({ findings, isKnown }: { findings: readonly Problem[]; isKnown: boolean }) {
  const major = findings.filter((finding) => !isMinor(finding));
  const minor = findings.filter(isMinor);
  if (findings.length === 0 && !isKnown) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say('findings.title')}</h2>
      {major.length === 0 && isKnown && <p class="quiet">{say('findings.none')}</p>}
      <FindingList findings={major} />
      {minor.length > 0 && (
        <details>
          <summary>{say('findings.more', { count: minor.length })}</summary>
          <FindingList findings={minor} />
        </details>
      )}
    </section>
  );
}

function isMinor({ code }: Problem): boolean {
  // Nothing is wrong where nothing is set up, but it is what there is to say.
  return ['notice', 'info'].includes(PROBLEMS[code].severity) && code !== 'sts-absent';
}

function FindingList({ findings }: { findings: readonly Problem[] }) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <Finding key={JSON.stringify(finding)} finding={finding} />
      ))}
    </ul>
  );
}

function Finding({ finding }: { finding: Problem }) {
  const { severity, source } = PROBLEMS[finding.code];
  const { title, meaning, repair } = findingWords(finding);
  return (
    <li class={severity} data-code={finding.code}>
      <h3>
        <Sentence text={title} />
      </h3>
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
    </li>
  );
}
