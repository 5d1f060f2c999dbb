import { useState } from 'preact/hooks';
import { RESOLVERS, parseCustomResolver, type Resolver } from '../lib/dns/resolver.ts';
import { say } from '../lib/locales/say.ts';

export interface ResolverFormProps {
  /** The resolver in use. */
  readonly resolver: Resolver;
  readonly isLocked: boolean;
  /** False for one that came from another device, and is not asked before it was saved here. */
  readonly isConfirmed: boolean;
  /** Saves a known resolver as soon as it is chosen; an own one still needs its address and a button. */
  readonly savesAtOnce?: boolean;
  /** Called in the click itself; false where the browser did not allow it. */
  readonly onSave: (resolver: Resolver) => Promise<boolean>;
}

/** Which resolver is asked. */
export function ResolverForm(props: ResolverFormProps) {
  const { resolver, isLocked, isConfirmed, savesAtOnce = false, onSave } = props;
  const [chosen, setChosen] = useState<Resolver['id']>(resolver.id);
  const [url, setUrl] = useState(resolver.id === 'custom' ? resolver.url : '');
  const [isRefused, setRefused] = useState(false);
  const choose = (id: Resolver['id']) => {
    setChosen(id);
    const known = RESOLVERS.find((each) => each.id === id);
    // What was not allowed is not in use, and must not look so.
    if (savesAtOnce && known) void onSave(known).then((isSaved) => isSaved || setChosen(resolver.id));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const known = RESOLVERS.find(({ id }) => id === chosen) ?? parseCustomResolver(url);
        setRefused(known === null);
        if (known) void onSave(known);
      }}
    >
      <section>
        <fieldset disabled={isLocked}>
          <legend>{say('options.resolver')}</legend>
          <p class="quiet">{say('options.resolverHint')}</p>
          {isLocked && <p class="locked">{say('choices.locked')}</p>}
          {!isConfirmed && (
            <p class="locked">{say('options.resolverUnconfirmed', { resolver: resolver.name })}</p>
          )}
          {RESOLVERS.map(({ id, name }) => (
            <Choice key={id} id={id} label={name} chosen={chosen} onChoose={choose} />
          ))}
          <Choice id="custom" label={say('options.custom')} chosen={chosen} onChoose={choose} />
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
        {!isLocked && (!savesAtOnce || chosen === 'custom' || !isConfirmed) && (
          <button type="submit" class="main">
            {say('options.save')}
          </button>
        )}
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
