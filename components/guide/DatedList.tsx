import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { wholeMinute } from '../../lib/guide/plan.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import type { GuideProps } from './guide-props.ts';
import { dateWords } from './guide-words.ts';

export interface DatedListProps extends Pick<GuideProps, 'onSaveText'> {
  readonly events: readonly DatedEvent[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly fileName: string;
  /** The calendar file, made when it is wanted. */
  readonly makeText: () => string;
}

export interface DatedEvent {
  readonly code: string;
  readonly at: number;
  /** What to do, as a sentence. */
  readonly what: string;
  /** What else there is to say of it. */
  readonly text: ComponentChildren;
}

/** What to do on which day, to be taken along as a calendar file. */
export function DatedList({ events, now, fileName, makeText, onSaveText }: DatedListProps) {
  const [savedAs, setSavedAs] = useState('');
  const save = () => {
    onSaveText({ name: fileName, mediaType: 'text/calendar', text: makeText() });
    setSavedAs(fileName);
  };
  return (
    <>
      <ol class="plan">
        {events.map(({ code, at, what, text }, index) => (
          <li key={`${code} ${index}`} data-event={code}>
            <time dateTime={new Date(at).toISOString()}>
              {at <= wholeMinute(now) ? say('guide.plans.now') : dateWords(at)}
            </time>
            <strong>
              <Sentence text={what} />
            </strong>
            {text}
          </li>
        ))}
      </ol>
      <div class="actions">
        <button type="button" onClick={save}>
          {say('guide.plans.save')}
        </button>
        <span role="status">
          {savedAs !== '' && <Sentence text={say('guide.plans.saved', { file: savedAs })} />}
        </span>
      </div>
    </>
  );
}
