import { say } from '../lib/locales/say.ts';

export interface AutomaticChoiceProps {
  /** What was chosen, here, by sync or by an administrator. */
  readonly automatic: boolean;
  /** Whether this browser allows it. */
  readonly isAllowed: boolean;
  readonly isLocked: boolean;
  /** Called in the click itself. */
  readonly onChange: (isOn: boolean) => void;
}

/** Whether pages are checked without a click. */
export function AutomaticChoice({ automatic, isAllowed, isLocked, onChange }: AutomaticChoiceProps) {
  return (
    <section aria-labelledby="automatic">
      <h2 id="automatic">{say('choices.automatic')}</h2>
      <p class="quiet">{say('choices.automaticHint')}</p>
      {isLocked && <p class="locked">{say('choices.locked')}</p>}
      <label class="choice">
        <input
          type="checkbox"
          name="automatic"
          checked={automatic}
          disabled={isLocked}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
            // It shows what is in force, not what was asked for: the browser may yet say no.
            event.currentTarget.checked = automatic;
          }}
        />
        {say('choices.automaticOn')}
      </label>
      {automatic && !isAllowed && (
        <div class="row" data-waiting>
          <p>{say('choices.automaticWaiting')}</p>
          <button type="button" name="allow-automatic" onClick={() => onChange(true)}>
            {say('choices.automaticAllow')}
          </button>
        </div>
      )}
    </section>
  );
}
