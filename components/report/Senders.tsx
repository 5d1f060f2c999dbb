import { keyOf, say } from '../../lib/locales/say.ts';
import type { SenderEvidence } from '../../lib/sender-facts.ts';
import { sendersOf, type SenderVerdict } from '../../lib/senders.ts';
import { Mark, type MarkSign } from '../Mark.tsx';
import { Sentence } from '../Sentence.tsx';
import { Scrolling } from './Scrolling.tsx';
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
  const ignoring = senders.filter(({ accepts }) => accepts === 'ignores').length;
  return (
    <section aria-labelledby="senders">
      <h2 id="senders">
        <span>{say('senders.title')}</span>
        {senders.length > 0 && <span>{say('senders.count', { ignoring, total: senders.length })}</span>}
      </h2>
      {senders.length === 0 ? (
        <p class="quiet">{say('senders.none')}</p>
      ) : (
        <>
          <p class="quiet">{say('senders.hint')}</p>
          <Scrolling labelledBy="senders">
            <table class="senders">
              <thead>
                <tr>
                  <th scope="col">{say('senders.sender')}</th>
                  <th scope="col">{say('senders.verdict')}</th>
                  <th scope="col">{say('senders.why')}</th>
                </tr>
              </thead>
              <tbody>
                {senders.map((verdict) => (
                  <tr key={verdict.sender} class={verdict.accepts} data-sender={verdict.sender}>
                    <th scope="row">{say(`senders.name.${keyOf(verdict.sender)}`)}</th>
                    <td class="judged">
                      <Mark sign={SIGNS[verdict.accepts]} /> {say(`senders.accepts.${verdict.accepts}`)}
                    </td>
                    <td>
                      <Sentence text={reasonWords(verdict)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        </>
      )}
    </section>
  );
}
