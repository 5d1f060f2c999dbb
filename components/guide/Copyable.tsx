import { visibleBlock } from '../../lib/text/visible-text.ts';
import { CopyButton } from '../CopyButton.tsx';

export interface CopyableProps {
  /** What it is, in words, for its label and for the button. */
  readonly what: string;
  readonly text: string;
  /** On one line, beside its button. */
  readonly isLine?: boolean;
  readonly onCopyText: (text: string) => Promise<void>;
}

/** Text to be put somewhere as it is: it scrolls by itself, with the keyboard too, and is copied with one click. */
export function Copyable({ what, text, isLine = false, onCopyText }: CopyableProps) {
  return (
    <div class={isLine ? 'copyable line' : 'copyable'}>
      <pre tabIndex={0} role="group" aria-label={what}>
        {visibleBlock(text)}
      </pre>
      <CopyButton what={what} onCopy={() => onCopyText(text)} />
    </div>
  );
}
