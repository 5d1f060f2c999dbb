import type { Assessment } from '../../lib/check/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import { receiptOf } from '../../lib/report/receipt.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { Cell, ReportTable, Row, RowHead } from './ReportTable.tsx';
import { noFetchWords, permissionWords } from './words.ts';

/** Every name that left the browser: of whom it was asked, and what allowed it. */
export function Receipt({ assessment }: { assessment: Assessment }) {
  const columns = [
    say('report.name'),
    say('report.types'),
    say('report.askedOf'),
    say('report.permission'),
  ] as const;
  const entries = receiptOf(assessment);
  const { shown, more } = useShown(entries, 100);
  return (
    <section aria-labelledby="receipt">
      <h2 id="receipt">{say('report.receipt')}</h2>
      <p class="quiet">{say('report.receiptHint')}</p>
      {entries.length > 0 && (
        <ReportTable name="receipt" columns={columns}>
          {shown.map((entry) => (
            <Row key={entry.name}>
              <RowHead>
                <bdi class="raw">{visibleText(entry.name)}</bdi>
              </RowHead>
              <Cell column={columns[1]}>{entry.what.join(', ')}</Cell>
              <Cell column={columns[2]}>
                <bdi>{visibleText(entry.host)}</bdi>
              </Cell>
              <Cell column={columns[3]}>
                <Sentence text={permissionWords(entry)} />
              </Cell>
            </Row>
          ))}
        </ReportTable>
      )}
      {more}
      {assessment.policyFetch === null && (
        <p>
          <Sentence text={noFetchWords(assessment)} />
        </p>
      )}
    </section>
  );
}
