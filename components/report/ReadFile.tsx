import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { NotPermitted } from '../../lib/mechanisms/bimi/fetch-file.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';

export interface ReadFileProps<T> {
  /** Of the section, and part of its ids. */
  readonly name: string;
  readonly words: Readonly<Record<'title' | 'aside' | 'intro' | 'read' | 'asking' | 'failed', string>>;
  readonly isPrivate: boolean;
  /** Has the file read; called in the click, since it asks for leave. Rejects where no answer came. */
  readonly onRead: () => Promise<T | NotPermitted>;
  /** What was found. */
  readonly children: (reply: T) => ComponentChildren;
}

type State<T> =
  | { readonly kind: 'idle' | 'asking' | 'failed' }
  | { readonly kind: 'answered'; readonly reply: T | NotPermitted };

/** A section with a button that has a file read which a record names. It reads nothing before it is told to. */
export function ReadFile<T extends { readonly state: 'read' | 'failed' }>(props: ReadFileProps<T>) {
  const { name, words, isPrivate, onRead, children } = props;
  const [state, setState] = useState<State<T>>({ kind: 'idle' });
  const result = useRef<HTMLDivElement>(null);
  const read = async () => {
    setState({ kind: 'asking' });
    const next = await onRead().then(
      (reply): State<T> => ({ kind: 'answered', reply }),
      (): State<T> => ({ kind: 'failed' }),
    );
    setState(next);
    result.current?.focus();
  };
  return (
    <section class={`read-file ${name}`} aria-labelledby={name}>
      <h2 id={name}>
        {words.title}
        <span class="aside">{words.aside}</span>
      </h2>
      <p class="quiet">
        <Sentence text={words.intro} />
      </p>
      {isPrivate && <p class="quiet">{say('logo.private')}</p>}
      <div class="actions">
        {/* It keeps the focus while it waits. */}
        <button
          type="button"
          aria-disabled={state.kind === 'asking'}
          onClick={() => state.kind !== 'asking' && void read()}
        >
          {words.read}
        </button>
      </div>
      <div role="status" tabIndex={-1} ref={result} aria-busy={state.kind === 'asking'}>
        {state.kind === 'asking' && <p class="quiet">{words.asking}</p>}
        {state.kind === 'failed' && <p class="no">{words.failed}</p>}
        {state.kind === 'answered' &&
          (state.reply.state === 'not-permitted' ? (
            <p class="no">
              <Sentence text={say('logo.notPermitted', { host: state.reply.host })} />
            </p>
          ) : (
            children(state.reply)
          ))}
      </div>
    </section>
  );
}
