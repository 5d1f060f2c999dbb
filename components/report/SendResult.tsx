import { useState } from 'preact/hooks';
import type { Sign } from '../../lib/report/blocks.ts';
import type { DnsFailure } from '../../lib/dns/lookup.ts';
import type { SpfResult } from '../../lib/mechanisms/spf/check-host.ts';
import type { Agreement, SendAnswer } from '../../lib/mechanisms/spf/send-question.ts';
import { readableName, type DomainName } from '../../lib/names/domain-name.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { valueOf } from '../../lib/text/sentence.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import { Sentence } from '../Sentence.tsx';
import { SmallBlock } from '../SmallBlocks.tsx';
import { SendWarning } from './SendWarning.tsx';

type Answered = Extract<SendAnswer, { state: 'answered' }>;

export interface SendResultProps extends Answered {
  readonly domain: DomainName;
  /** Whether something that was typed was told already. */
  readonly hasAgreed: boolean;
  readonly onAgree: (agreed: readonly Agreement[]) => void;
}

/** `open` is no result of SPF: something was not asked. */
type Verdict = SpfResult | 'open';

const SIGNS: Readonly<Record<Verdict, Sign>> = {
  pass: 'yes',
  fail: 'no',
  softfail: 'differs',
  neutral: 'open',
  none: 'open',
  permerror: 'no',
  temperror: 'unsure',
  open: 'unsure',
};

/** The verdict and what it means, the way to it, and what it took; or what has to be agreed to first. */
export function SendResult(props: SendResultProps) {
  const { answer, client, withheld, isDecided, resolver, sent, domain, hasAgreed, onAgree } = props;
  const [isLeft, setLeft] = useState(false);
  const verdict: Verdict = isDecided ? answer.result : 'open';
  const of = { domain: readableName(domain), ip: client };
  const missing = isDecided && answer.result !== 'fail' ? [] : withheld;
  return (
    <>
      <p class="verdict" data-result={verdict}>
        <Marked text={say(`maySend.verdict.${verdict}.title`, of)} sign={SIGNS[verdict]} />
      </p>
      <p>
        <Sentence text={say(`maySend.verdict.${verdict}.text`, of)} />
      </p>
      {answer.explanation !== null && (
        <p>
          <Sentence text={say('maySend.explains', { text: answer.explanation })} />
        </p>
      )}
      {missing.length > 0 && !isLeft && (
        <SendWarning
          withheld={missing}
          resolver={resolver}
          isExplanation={isDecided}
          hasAgreed={hasAgreed}
          onAsk={() => onAgree(missing)}
          onLeave={() => setLeft(true)}
        />
      )}
      <h3 id="send-way">{say('maySend.way')}</h3>
      <ol class="way" aria-labelledby="send-way">
        {answer.path.map(({ domain: at, term }, index) => (
          <li key={index}>
            <bdi class="raw">{visibleText(at)}</bdi>
            <small>
              <Sentence text={stepWords(term, index === answer.path.length - 1, verdict)} />
            </small>
          </li>
        ))}
        <li class="end">
          <Marked
            text={isDecided ? `\`${answer.result}\`` : say('maySend.step.open')}
            sign={SIGNS[verdict]}
          />
        </li>
      </ol>
      <p class="quiet">{lookUpWords(answer)}</p>
      <details>
        <summary>
          <Sentence text={say('maySend.sent', { resolver, count: sent.length })} />
        </summary>
        <SmallBlock
          kind="list"
          name="queries"
          items={sent.map(({ name, type, outcome }) => ({
            text: `${type} ${valueOf(name)}: ${outcomeWords(outcome)}`,
          }))}
        />
      </details>
    </>
  );
}

/** What became of the check at one record. */
function stepWords(term: string | null, isLast: boolean, verdict: Verdict): string {
  const isError = verdict === 'permerror' || verdict === 'temperror' || verdict === 'open';
  if (term !== null) {
    if (!isLast) return say('maySend.step.leads', { term });
    return isError ? say('maySend.step.ends', { term }) : say('maySend.step.decides', { term });
  }
  return verdict === 'pass' || verdict === 'fail' || verdict === 'softfail' || verdict === 'open'
    ? ''
    : say(`maySend.step.${verdict}`);
}

function lookUpWords({ lookUps, voidLookUps }: Answered['answer']): string {
  if (lookUps > 10) return say('maySend.tooMany');
  if (voidLookUps > 2) return say('maySend.tooManyVoid');
  return say('maySend.lookUps', { count: lookUps, voids: voidLookUps });
}

/** An RCODE as it is, a failure in words. */
function outcomeWords(outcome: string): string {
  return /^[A-Z]/.test(outcome) ? valueOf(outcome) : say(`dns.${keyOf(outcome as DnsFailure)}`);
}
