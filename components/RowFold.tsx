import type { ComponentChildren } from 'preact';
import { withFaults } from '../lib/locales/headline-title.ts';
import { keyOf, say, type SentenceKey } from '../lib/locales/say.ts';
import type { FoundRow } from '../lib/verdict/rows.ts';
import { ToneSign } from './ToneSign.tsx';

export interface RowFoldProps {
  readonly row: FoundRow;
  readonly isOpen: boolean;
  /** Nothing more comes: what is not known by now was not found out. */
  readonly isInterrupted: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly children: ComponentChildren;
}

/** One protection: its sign, its name, what it is, how it stands; and in the fold what was found. */
export function RowFold({ row, isOpen, isInterrupted, onToggle, children }: RowFoldProps) {
  const { name, headline, tone, hidden } = row;
  const key = keyOf(name);
  const isWaiting = headline === 'checking';
  const shown = isInterrupted && isWaiting ? 'unknown' : headline;
  return (
    <details
      class={`fold tone-${isWaiting && isInterrupted ? 'ask' : tone}`}
      data-mechanism={name}
      data-state={headline}
      open={isOpen}
      onToggle={({ currentTarget }) => {
        // A fold that this page itself opened or closed says so as well.
        if (currentTarget.open !== isOpen) onToggle(currentTarget.open);
      }}
    >
      <summary>
        <ToneSign tone={!isWaiting ? tone : isInterrupted ? 'ask' : 'wait'} />
        <span class="name">{say(`mechanism.${key}.name`)}</span>
        <span class="what">{say(`mechanism.${key}.what`)}</span>
        <span class="is">
          {shown === 'unknown'
            ? say('sign.ask')
            : // A repository test holds that each headline has its words.
              withFaults(say(`mechanism.${key}.state.${keyOf(shown)}` as SentenceKey), hidden)}
        </span>
      </summary>
      <div class="body">{children}</div>
    </details>
  );
}
