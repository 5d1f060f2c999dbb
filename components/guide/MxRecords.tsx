import type { GuideProps } from './guide-props.ts';
import { mxFindingsOf } from '../../lib/guide/mx-findings.ts';
import { say } from '../../lib/locales/say.ts';
import { FindingText } from '../FindingText.tsx';
import { findingWords } from '../finding-words.ts';
import { Sentence } from '../Sentence.tsx';

/** What is to be said of the MX records, which no step repairs: never folded away. */
export function MxRecords({ assessment }: Pick<GuideProps, 'assessment'>) {
  const findings = mxFindingsOf(assessment);
  if (findings.length === 0) return null;
  return (
    <section class="mx-records" aria-labelledby="mx-records">
      <h3 id="mx-records">{say('guide.mx.title')}</h3>
      <ul class="findings">
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)} class={finding.severity} data-code={finding.code}>
            <h4>
              <Sentence text={findingWords(finding).title} />
            </h4>
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
      <p class="quiet">{say('guide.mx.names')}</p>
    </section>
  );
}
