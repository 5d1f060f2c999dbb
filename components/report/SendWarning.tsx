import type { Withheld } from '../../lib/mechanisms/spf/send-question.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';

export interface SendWarningProps {
  readonly withheld: readonly Withheld[];
  readonly resolver: string;
  /** Only the explanation of a fail is missing. */
  readonly isExplanation: boolean;
  /** Whether something that was typed was told already. */
  readonly hasAgreed: boolean;
  readonly onAsk: () => void;
  readonly onLeave: () => void;
}

/** What would be asked next, and who would learn by that what was typed. */
export function SendWarning(props: SendWarningProps) {
  const { withheld, resolver, isExplanation, hasAgreed, onAsk, onLeave } = props;
  return (
    <div class="warned" role="group" aria-labelledby="send-warning">
      <h3 id="send-warning">{say('maySend.warning.title')}</h3>
      <p>{say(isExplanation ? 'maySend.warning.explanation' : 'maySend.warning.text')}</p>
      <ul>
        {withheld.map(({ name, owner, tells }) => (
          <li key={name}>
            <bdi class="raw">{visibleText(name)}</bdi>
            {tells.map((typed) => (
              <p key={typed}>
                <Sentence text={say(`maySend.warning.${typed}`, { owner })} />
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p>
        <Sentence
          text={say(hasAgreed ? 'maySend.warning.resolverMore' : 'maySend.warning.resolver', { resolver })}
        />
      </p>
      <div class="actions">
        <button type="button" class="main" onClick={onAsk}>
          {say('maySend.warning.ask')}
        </button>
        <button type="button" onClick={onLeave}>
          {say('maySend.warning.leave')}
        </button>
      </div>
    </div>
  );
}
