import { useState } from 'preact/hooks';
import { RESOLVERS, parseCustomResolver, type Resolver } from '../lib/dns/resolver.ts';
import { say, sayPlainly } from '../lib/locales/say.ts';
import { Sentence } from './Sentence.tsx';

export interface OptionsProps {
  /** The resolver in use. */
  readonly resolver: Resolver;
  /** Called in the click itself; false where the browser did not allow it. */
  readonly onSave: (resolver: Resolver) => Promise<boolean>;
  readonly onForget: () => Promise<void>;
}

type Note = 'saved' | 'denied' | 'forgotten' | { readonly failed: string } | null;

/** Which resolver is asked, and what is stored. */
export function Options({ resolver, onSave, onForget }: OptionsProps) {
  const [note, setNote] = useState<Note>(null);
  const run = (work: Promise<Note>) =>
    void work.then(setNote, (error: unknown) => setNote({ failed: String(error) }));
  return (
    <main class="options">
      <h1>{say('options.heading')}</h1>
      <ResolverForm
        key={resolver.url}
        resolver={resolver}
        onSave={(chosen) => run(onSave(chosen).then((isSaved) => (isSaved ? 'saved' : 'denied')))}
      />
      <section aria-labelledby="data">
        <h2 id="data">{say('options.data')}</h2>
        <p class="quiet">{say('options.dataHint')}</p>
        <button type="button" onClick={() => run(onForget().then(() => 'forgotten'))}>
          {say('options.forget')}
        </button>
      </section>
      <p role="status">{noteWords(note)}</p>
    </main>
  );
}

function ResolverForm({ resolver, onSave }: { resolver: Resolver; onSave: (resolver: Resolver) => void }) {
  const [chosen, setChosen] = useState<Resolver['id']>(resolver.id);
  const [url, setUrl] = useState(resolver.id === 'custom' ? resolver.url : '');
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const known = RESOLVERS.find(({ id }) => id === chosen) ?? parseCustomResolver(url);
        setRefused(known === null);
        if (known) onSave(known);
      }}
    >
      <section>
        <fieldset>
          <legend>{say('options.resolver')}</legend>
          <p class="quiet">{say('options.resolverHint')}</p>
          {RESOLVERS.map(({ id, name }) => (
            <Choice key={id} id={id} label={name} chosen={chosen} onChoose={setChosen} />
          ))}
          <Choice id="custom" label={say('options.custom')} chosen={chosen} onChoose={setChosen} />
          {chosen === 'custom' && (
            <label class="url">
              {say('options.customUrl')}
              <input
                type="url"
                name="url"
                value={url}
                aria-invalid={isRefused}
                aria-describedby={isRefused ? 'url-error' : undefined}
                onInput={(event) => setUrl(event.currentTarget.value)}
              />
              {isRefused && (
                <span id="url-error" class="no" role="alert">
                  {say('options.customError')}
                </span>
              )}
            </label>
          )}
        </fieldset>
        <button type="submit" class="main">
          {say('options.save')}
        </button>
      </section>
    </form>
  );
}

function Choice(props: {
  id: Resolver['id'];
  label: string;
  chosen: Resolver['id'];
  onChoose: (id: Resolver['id']) => void;
}) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="resolver"
        value={props.id}
        checked={props.chosen === props.id}
        onChange={() => props.onChoose(props.id)}
      />
      {props.label}
    </label>
  );
}

function noteWords(note: Note) {
  if (note === null) return null;
  if (typeof note === 'string') return sayPlainly(`options.${note}`);
  return <Sentence text={say('options.failed', { reason: note.failed })} />;
}
