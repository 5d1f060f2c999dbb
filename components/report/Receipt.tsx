import type { Assessment } from '../../lib/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import { receiptOf } from '../../lib/report/receipt.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { Sentence } from '../Sentence.tsx';
import { Scrolling } from './Scrolling.tsx';
import { noFetchWords, permissionWords } from './words.ts';

/** Every name that left the browser: of whom it was asked, and what allowed it. */
export function Receipt({ assessment }: { assessment: Assessment }) {
  const entries = receiptOf(assessment);
  return (
    <section aria-labelledby="receipt">
      <h2 id="receipt">{say('report.receipt')}</h2>
      <p class="quiet">{say('report.receiptHint')}</p>
      {entries.length > 0 && (
        <Scrolling labelledBy="receipt">
          <table class="receipt">
            <thead>
              <tr>
                <th scope="col">{say('report.name')}</th>
                <th scope="col">{say('report.types')}</th>
                <th scope="col">{say('report.askedOf')}</th>
                <th scope="col">{say('report.permission')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.name}>
                  <th scope="row">
                    <bdi class="raw">{visibleText(entry.name)}</bdi>
                  </th>
                  <td>{entry.what.join(', ')}</td>
                  <td>
                    <bdi>{visibleText(entry.host)}</bdi>
                  </td>
                  <td>
                    <Sentence text={permissionWords(entry)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
      {assessment.policyFetch === null && (
        <p>
          <Sentence text={noFetchWords(assessment)} />
        </p>
      )}
    </section>
  );
}
