import { useRef, useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { LogoReply } from '../../lib/mechanisms/bimi/fetch-logo.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import { Sentence } from '../Sentence.tsx';

export interface LogoProps {
  readonly assessment: Assessment | null;
  readonly isPrivate: boolean;
  /** Has a logo read; called in the click, since it asks for leave. Rejects where no answer came. */
  readonly onReadLogo: (url: string) => Promise<LogoReply>;
}

type LogoState =
  { readonly kind: 'idle' | 'asking' | 'failed' } | { readonly kind: 'answered'; readonly reply: LogoReply };

/** The section "The logo", where a record names one. It reads nothing before it is told to, and draws nothing of it. */
export function Logo({ assessment, isPrivate, onReadLogo }: LogoProps) {
  const url = assessment && logoIn(assessment);
  const [state, setState] = useState<LogoState>({ kind: 'idle' });
  const result = useRef<HTMLDivElement>(null);
  if (!url) return null;
  const read = async () => {
    setState({ kind: 'asking' });
    const next = await onReadLogo(url).then(
      (reply): LogoState => ({ kind: 'answered', reply }),
      (): LogoState => ({ kind: 'failed' }),
    );
    setState(next);
    result.current?.focus();
  };
  return (
    <section class="read-logo" aria-labelledby="read-logo">
      <h2 id="read-logo">
        {say('logo.title')}
        <span class="aside">{say('logo.aside')}</span>
      </h2>
      <p class="quiet">
        <Sentence text={say('logo.intro', { url, host: new URL(url).hostname })} />
      </p>
      {isPrivate && <p class="quiet">{say('logo.private')}</p>}
      <div class="actions">
        {/* It keeps the focus while it waits. */}
        <button
          type="button"
          aria-disabled={state.kind === 'asking'}
          onClick={() => state.kind !== 'asking' && void read()}
        >
          {say('logo.read')}
        </button>
      </div>
      <div role="status" tabIndex={-1} ref={result} aria-busy={state.kind === 'asking'}>
        {state.kind === 'asking' && <p class="quiet">{say('logo.asking')}</p>}
        {state.kind === 'failed' && <p class="no">{say('logo.failed')}</p>}
        {state.kind === 'answered' && <LogoResult {...state.reply} />}
      </div>
    </section>
  );
}

/** What was found, fault by fault; text from the network as text. */
function LogoResult(reply: LogoReply) {
  if (reply.state === 'not-permitted')
    return (
      <p class="no">
        <Sentence text={say('logo.notPermitted', { host: reply.host })} />
      </p>
    );
  if (reply.state === 'failed')
    return (
      <p class="no">
        <Sentence text={say(`logo.failure.${keyOf(reply.why)}`, { detail: reply.detail })} />
      </p>
    );
  const { faults, title, octets, isCompressed, viewBox } = reply;
  const verdict = faults.some(({ isForbidden }) => isForbidden)
    ? 'refused'
    : faults.length > 0
      ? 'mostly'
      : 'good';
  return (
    <>
      <p class="verdict" data-result={verdict}>
        <Marked
          text={say(`logo.verdict.${verdict}`)}
          sign={({ refused: 'no', mostly: 'differs', good: 'yes' } as const)[verdict]}
        />
      </p>
      <ul>
        {faults.map(({ code, text, isForbidden }) => (
          <li key={code}>
            <Marked text={say(`logo.fault.${keyOf(code)}`, { text })} sign={isForbidden ? 'no' : 'differs'} />
          </li>
        ))}
      </ul>
      <p class="quiet">
        <Sentence text={say(isCompressed ? 'logo.sizeCompressed' : 'logo.size', { octets })} />{' '}
        {title !== null && <Sentence text={say('logo.titled', { title })} />}{' '}
        {viewBox && <Sentence text={say('logo.viewBox', { width: viewBox[0], height: viewBox[1] })} />}
      </p>
      <p class="quiet">{say('logo.notDrawn')}</p>
    </>
  );
}

/** The address of the logo that receivers would fetch: of the first place that has a record. */
function logoIn({ bimi }: Assessment): string | null {
  if (bimi.state === 'pending') return null;
  for (const { record } of bimi.places)
    if (record.state === 'found' && record.value.logo !== null) return record.value.logo;
  return null;
}
