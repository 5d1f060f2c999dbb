import { useState } from 'preact/hooks';
import { say, sayPlainly } from '../lib/locales/say.ts';

export interface CopyButtonProps {
  /** What is copied, for whoever does not see where the button stands. */
  readonly what: string;
  /** A small sign alone, for where the word would be in the way. */
  readonly isSmall?: boolean;
  /** Rejects where the browser did not let it. */
  readonly onCopy: () => Promise<void>;
}

/** Copies one thing, and says beside it whether that worked. */
export function CopyButton({ what, isSmall = false, onCopy }: CopyButtonProps) {
  const [note, setNote] = useState<'copied' | 'failed' | null>(null);
  const copy = () =>
    void onCopy().then(
      () => setNote('copied'),
      () => setNote('failed'),
    );
  const label = sayPlainly('copy.label', { what });
  return (
    <span class={`copying ${isSmall ? 'small' : ''}`}>
      <button
        type="button"
        class={isSmall ? 'icon' : ''}
        aria-label={label}
        {...(isSmall && { title: label })}
        onClick={copy}
      >
        {isSmall ? (
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <path d="M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5z" />
          </svg>
        ) : (
          say('copy.copy')
        )}
      </button>
      <span role="status">{note !== null && say(`copy.${note}`)}</span>
    </span>
  );
}
