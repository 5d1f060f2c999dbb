import type { Mode } from '../../lib/mechanisms/mta-sts/mode.ts';
import { seenOf } from '../../lib/guide/seen.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import type { ChoiceFormProps } from './guide-props.ts';
import { MaxAgeChoice } from './MaxAgeChoice.tsx';
import { PatternsChoice } from './PatternsChoice.tsx';
import { TargetsChoice } from './TargetsChoice.tsx';

const MODES: readonly Mode[] = ['testing', 'enforce', 'none'];

/** What the owner decides; all that follows from it is in the steps. */
export function ChoiceForm(props: ChoiceFormProps) {
  const { choices, proposal, onChoose } = props;
  const { policy } = seenOf(props.assessment);
  const isWithdrawn = policy.state === 'found' && policy.value.mode === 'none' && choices.mode === 'none';
  const isEarly =
    proposal.state === 'proposed' && proposal.notes.some(({ code }) => code === 'enforce-without-trial');
  return (
    <form class="choices" aria-label={say('guide.choices')} onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{say('guide.mode.title')}</legend>
        {MODES.map((mode) => (
          <label class="choice" key={mode}>
            <input
              type="radio"
              name="mode"
              value={mode}
              checked={choices.mode === mode}
              onChange={() => onChoose({ mode })}
            />
            <span>
              <Sentence text={say(`guide.mode.${mode}`)} />
            </span>
          </label>
        ))}
        {isWithdrawn && (
          <p class="hint" role="status">
            <Sentence text={say('guide.withdrawn')} />
          </p>
        )}
        {isEarly && (
          <p class="hint" role="status">
            <Sentence text={say('guide.note.enforce_without_trial')} />
          </p>
        )}
      </fieldset>
      <MaxAgeChoice
        seconds={choices.maxAgeSeconds}
        onChoose={(maxAgeSeconds) => onChoose({ maxAgeSeconds })}
      />
      <PatternsChoice {...props} />
      <TargetsChoice
        typed={choices.rua}
        targets={proposal.state === 'proposed' ? proposal.rua : []}
        onChoose={(rua) => onChoose({ rua })}
      />
    </form>
  );
}
