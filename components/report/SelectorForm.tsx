import { useEffect, useRef, useState } from 'preact/hooks';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import type { GivenState } from './use-selectors.ts';

export interface SelectorFormProps {
  readonly domain: DomainName;
  readonly state: GivenState;
  readonly onAdd: (text: Promise<string>) => void;
}

/** Of a file no more is read: its header ends long before. */
const MOST_OCTETS = 1024 * 1024;

/** Where a selector is typed, or a header pasted or dropped. Of what was given nothing stays in the field once it was read; what names nothing stays, to be mended. */
export function SelectorForm({ domain, state, onAdd }: SelectorFormProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isOver, setOver] = useState(false);
  // What is being typed is not wrong any more.
  const [mended, setMended] = useState<GivenState | null>(null);
  const error = mended === state ? null : faultIn(state);
  useEffect(() => {
    if (!field.current || state.kind === 'idle') return;
    if (faultIn(state) === null) field.current.form?.reset();
    else field.current.focus();
  }, [state]);
  return (
    <form
      noValidate
      onInput={() => setMended(state)}
      onSubmit={(event) => {
        event.preventDefault();
        if (state.kind !== 'asking') onAdd(Promise.resolve(field.current?.value ?? ''));
      }}
    >
      <label htmlFor="selector-text">{say('selectors.label')}</label>
      <textarea
        id="selector-text"
        name="selector"
        ref={field}
        rows={2}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={error !== null}
        aria-describedby={error === null ? 'selector-hint' : 'selector-error selector-hint'}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          const text = event.dataTransfer?.getData('text/plain') ?? '';
          if (file) onAdd(file.slice(0, MOST_OCTETS).text());
          else if (text !== '') onAdd(Promise.resolve(text));
        }}
      />
      {error !== null && (
        <p id="selector-error" class="no" role="alert">
          <Sentence text={say(`selectors.fault.${keyOf(error)}`)} />
        </p>
      )}
      <p id="selector-hint" class="quiet">
        <Sentence text={say('selectors.hint', { domain })} />
      </p>
      <div class="actions">
        <button type="submit" aria-disabled={state.kind === 'asking'}>
          {say('selectors.add')}
        </button>
      </div>
    </form>
  );
}

function faultIn(state: GivenState) {
  if (state.kind === 'unreadable') return 'unreadable-file';
  return state.kind === 'read' ? state.given.fault : null;
}
