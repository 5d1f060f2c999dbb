import { uncoveredFirst } from '../../lib/mechanisms/mta-sts/uncovered-first.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import type { Verdict } from '../../lib/verdict/standing.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { dnsFailureWords } from '../finding-words.ts';
import { Skeleton } from '../Facts.tsx';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { Cell, ReportTable, Row, RowHead } from './ReportTable.tsx';
import { consequenceWords, serverColumns } from './words.ts';

/** Each mail server, the uncovered first, with what DNS says of it, the pattern that covers it, and what a sender does with mail to it. */
export function Consequences({
  assessment,
  verdict,
}: {
  assessment: Assessment | null;
  verdict: Pick<Verdict, 'servers' | 'coverage'> | null;
}) {
  const mx = assessment?.mx;
  const columns = serverColumns();
  const { shown, more } = useShown(uncoveredFirst(verdict?.servers ?? []), 100);
  return (
    <section aria-labelledby="consequences">
      <h2 id="consequences">{say('report.servers')}</h2>
      {(!mx || mx.state === 'pending') && <Skeleton width={280} />}
      {mx?.state === 'unavailable' && (
        <p class="quiet">
          <Sentence text={say('servers.unavailable', { reason: dnsFailureWords(mx.reason) })} />
        </p>
      )}
      {mx?.state === 'absent' && <p class="quiet">{say('servers.none')}</p>}
      {mx?.state === 'found' && verdict && (
        <>
          <p class="quiet">{say('report.serversHint')}</p>
          <ReportTable name="consequences" columns={columns}>
            {shown.map((server) => (
              <Row key={`${server.preference} ${server.name}`} class={server.consequence}>
                <Cell column={columns[0]} class="number">
                  {mx.implicit ? '–' : server.preference}
                </Cell>
                <RowHead>
                  {mx.implicit ? (
                    <Sentence text={say('report.implicitServer', { name: server.name })} />
                  ) : (
                    <bdi>{visibleText(server.name)}</bdi>
                  )}
                </RowHead>
                <Cell column={columns[2]}>{say(`report.hasAddress.${server.address}`)}</Cell>
                <Cell column={columns[3]}>
                  {server.aliasOf === null ? say('report.noAlias') : <bdi>{visibleText(server.aliasOf)}</bdi>}
                </Cell>
                <Cell column={columns[4]} class="by">
                  {server.pattern !== null && <bdi class="raw">{visibleText(server.pattern)}</bdi>}
                  {server.pattern === null && (verdict.coverage ? say('report.noPattern') : '–')}
                </Cell>
                <Cell column={columns[5]} class="by">
                  {consequenceWords(server.consequence)}
                </Cell>
              </Row>
            ))}
          </ReportTable>
          {more}
        </>
      )}
    </section>
  );
}
