import { useState } from 'preact/hooks';
import { say } from '../lib/locales/say.ts';

/** The field for any other domain, web address or e-mail address. `onCheck` gives false for a text that names none. */
export function SubjectField({ onCheck }: { onCheck: (text: string) => boolean }) {
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('subject');
        setRefused(!onCheck(typeof text === 'string' ? text : ''));
      }}
    >
      <input
        name="subject"
        type="text"
        inputMode="url"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={2000}
        aria-label={say('popup.field')}
        placeholder={say('popup.field')}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? 'field-error' : undefined}
        onInput={() => setRefused(false)}
      />
      <button type="submit">{say('popup.check')}</button>
      {isRefused && (
        <p id="field-error" class="no" role="alert">
          {say('popup.fieldError')}
        </p>
      )}
    </form>
  );
}
