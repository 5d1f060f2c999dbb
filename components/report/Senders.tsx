import { keyOf, say } from '../../lib/locales/say.ts';
import type { SenderEvidence } from '../../lib/mechanisms/mta-sts/facts.ts';
import { sendersOf, type SenderVerdict } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { Mark, type MarkSign } from '../Mark.tsx';
import { Sentence } from '../Sentence.tsx';
import { Cell, ReportTable, Row, RowHead } from './ReportTable.tsx';
import { reasonWords } from './words.ts';

const SIGNS: Record<SenderVerdict['accepts'], MarkSign> = {
  accepts: 'yes',
  ignores: 'no',
  differs: 'differs',
  unknown: 'unsure',
};

/** Which of the senders whose sources were read would go by the policy, and why not. */
export function Senders({ assessment }: { assessment: SenderEvidence }) {
  const senders = sendersOf(assessment);
  const columns = [say('senders.sender'), say('senders.verdict'), say('senders.why')] as const;
  return (
    <section aria-labelledby="senders">
      <h2 id="senders">
        <span>{say('senders.title')}</span>
        {senders.length > 0 && <span>{countWords(senders)}</span>}
      </h2>
      {senders.length === 0 ? (
        <p class="quiet">{say('senders.none')}</p>
      ) : (
        <>
          <p class="quiet">{say('senders.hint')}</p>
          <ReportTable name="senders" columns={columns}>
            {senders.map((verdict) => (
              <Row key={verdict.sender} class={verdict.accepts}>
                <RowHead>{say(`senders.name.${keyOf(verdict.sender)}`)}</RowHead>
                <Cell column={columns[1]} class="judged">
                  <Mark sign={SIGNS[verdict.accepts]} /> {say(`senders.accepts.${verdict.accepts}`)}
                </Cell>
                <Cell column={columns[2]}>
                  <Sentence text={reasonWords(verdict)} />
                </Cell>
              </Row>
            ))}
          </ReportTable>
        </>
      )}
    </section>
  );
}

/** How many would ignore the policy. Of whom that is not known is counted by itself: it is not "would not". */
function countWords(senders: readonly SenderVerdict[]): string {
  const countOf = (wanted: SenderVerdict['accepts']) =>
    senders.filter(({ accepts }) => accepts === wanted).length;
  const [ignoring, unknown, total] = [countOf('ignores'), countOf('unknown'), senders.length];
  if (unknown === 0) return say('senders.count', { ignoring, total });
  if (unknown === total) return say('senders.countUnknown', { unknown, total });
  return say('senders.countBoth', { ignoring, unknown, total });
}
