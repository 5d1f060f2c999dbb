import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readableName, type DomainName } from '../lib/names/domain-name.ts';
import { say } from '../lib/locales/say.ts';

export interface SubjectFieldProps {
  /** What the field offers; the newest first. */
  readonly recent: readonly DomainName[];
  /** What stands in the field at first. */
  readonly initial: DomainName | null;
  /** A person asked for the field: it takes the focus. */
  readonly isWanted?: boolean;
  /** Gives false for a text that names no domain. */
  readonly onCheck: (text: string) => Promise<boolean>;
  readonly onClearRecent: () => void;
}

/** The field for any other domain, web address or e-mail address; it offers what was checked before. */
export function SubjectField({
  recent,
  initial,
  isWanted = false,
  onCheck,
  onClearRecent,
}: SubjectFieldProps) {
  const [isRefused, setRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isWanted) input.current?.focus();
  }, [isWanted]);
  return (
    <form
      class="field"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('subject');
        setRefused(!(await onCheck(typeof text === 'string' ? text : '')));
      }}
    >
      <label htmlFor="subject">{say('popup.field')}</label>
      <input
        ref={input}
        id="subject"
        name="subject"
        type="text"
        defaultValue={initial ?? ''}
        inputMode="url"
        autocomplete="off"
        list={recent.length > 0 ? 'recent' : undefined}
        autocapitalize="none"
        spellcheck={false}
        maxLength={2000}
        placeholder="example.com"
        aria-invalid={isRefused}
        aria-describedby={isRefused ? 'field-error' : undefined}
        onInput={() => setRefused(false)}
      />
      <button type="submit">{say('popup.check')}</button>
      {recent.length > 0 && (
        <p class="recent">
          <datalist id="recent">
            {recent.map((domain) => (
              <option key={domain} value={domain}>
                {readableName(domain)}
              </option>
            ))}
          </datalist>
          <button type="button" class="plain" onClick={onClearRecent}>
            {say('recent.clear')}
          </button>
        </p>
      )}
      {isRefused && (
        <p id="field-error" class="no" role="alert">
          {say('popup.fieldError')}
        </p>
      )}
    </form>
  );
}
