import { useEffect, useRef, useState } from 'preact/hooks';
import type { SendField } from '../../lib/mechanisms/spf/send-question.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { refusalOf, type Refusal, type SendState, type SendTyped } from './use-may-send.ts';

export interface SendFormProps {
  readonly domain: DomainName;
  /** What was typed last, and what was wrong with it. */
  readonly state: SendState;
  readonly onAsk: (typed: SendTyped) => void;
}

/** The address, and in a fold what few records depend on. */
export function SendForm({ domain, state, onAsk }: SendFormProps) {
  const form = useRef<HTMLFormElement>(null);
  // What is being typed is not wrong any more.
  const [mended, setMended] = useState<SendState | null>(null);
  const [first] = useState(state);
  const refusal = refusalOf(state);
  useEffect(() => {
    if (refusal === null) return;
    const fold = form.current?.querySelector('details');
    if (refusal !== 'ip' && fold) fold.open = true;
    if (state !== first) form.current?.querySelector<HTMLElement>(`#send-${fieldOf(refusal)}`)?.focus();
  }, [state, first, refusal]);
  const error = mended === state ? null : refusal;
  const field = (name: SendField) => ({
    name,
    domain,
    initial: state.kind === 'idle' ? '' : state.asked[name],
    error: error && fieldOf(error) === name ? error : null,
  });
  return (
    <form
      ref={form}
      noValidate
      onInput={() => setMended(state)}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: SendField) => {
          const value = data.get(name);
          return typeof value === 'string' ? value : '';
        };
        onAsk({ ip: text('ip'), sender: text('sender'), helo: text('helo') });
      }}
    >
      <div class="field">
        <Field {...field('ip')} />
        <button type="submit">{say('maySend.check')}</button>
      </div>
      <details>
        <summary>{say('maySend.more')}</summary>
        <p class="quiet">
          <Sentence text={say('maySend.moreHint')} />
        </p>
        <Field {...field('sender')} />
        <Field {...field('helo')} />
      </details>
    </form>
  );
}

interface FieldProps {
  readonly name: SendField;
  readonly domain: DomainName;
  readonly initial: string;
  readonly error: Refusal | null;
}

function Field({ name, domain, initial, error }: FieldProps) {
  const id = `send-${name}`;
  return (
    <>
      <label htmlFor={id}>{say(`maySend.${name}`)}</label>
      <input
        id={id}
        name={name}
        type="text"
        defaultValue={initial}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={300}
        aria-invalid={error !== null}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && (
        <p id={`${id}-error`} class="no" role="alert">
          <Sentence text={say(`maySend.refused.${keyOf(error)}`, { domain })} />
        </p>
      )}
    </>
  );
}

function fieldOf(refusal: Refusal): SendField {
  return refusal === 'sender-elsewhere' ? 'sender' : refusal;
}
