import type { LogoAnswer, LogoReply } from '../../lib/mechanisms/bimi/fetch-logo.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import { Sentence } from '../Sentence.tsx';
import { ReadFile } from './ReadFile.tsx';

export interface LogoProps {
  /** Where the record says that it is. */
  readonly url: string;
  readonly isPrivate: boolean;
  /** Has the logo read; called in the click, since it asks for leave. Rejects where no answer came. */
  readonly onRead: () => Promise<LogoReply>;
}

/** The section "The logo", where a record names one. It draws nothing of it. */
export function Logo({ url, isPrivate, onRead }: LogoProps) {
  const words = {
    title: say('logo.title'),
    aside: say('logo.aside'),
    intro: say('logo.intro', { url, host: new URL(url).hostname }),
    read: say('logo.read'),
    asking: say('logo.asking'),
    failed: say('logo.failed'),
  };
  return (
    <ReadFile name="read-logo" words={words} isPrivate={isPrivate} onRead={onRead}>
      {(reply: LogoAnswer) => <LogoResult {...reply} />}
    </ReadFile>
  );
}

/** What was found, fault by fault; text from the network as text. */
function LogoResult(reply: LogoAnswer) {
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
