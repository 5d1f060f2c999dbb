import { say } from '../lib/locales/say.ts';

export interface ScoreChoiceProps {
  readonly isOn: boolean;
  readonly isLocked: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Whether a score is shown. */
export function ScoreChoice({ isOn, isLocked, onChange }: ScoreChoiceProps) {
  return (
    <section aria-labelledby="score">
      <h2 id="score">{say('choices.score')}</h2>
      <p class="quiet">{say('choices.scoreHint')}</p>
      {isLocked && <p class="locked">{say('choices.locked')}</p>}
      <label class="choice">
        <input
          type="checkbox"
          name="score"
          checked={isOn}
          disabled={isLocked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {say('choices.scoreOn')}
      </label>
    </section>
  );
}
