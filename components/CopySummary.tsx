import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../lib/locales/say.ts';

export interface CopySummaryProps {
  /** Opened for this: it is tried at once, and the button has the focus for where the browser wants a click. */
  readonly isAsked: boolean;
  /** False where the browser did not let it. */
  readonly onCopy: () => Promise<boolean>;
}

/** Copies the verdict as a paragraph, and says whether that worked. */
export function CopySummary({ isAsked, onCopy }: CopySummaryProps) {
  const [note, setNote] = useState<'copied' | 'refused' | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const triedRef = useRef(false);
  const copy = () => void onCopy().then((isCopied) => setNote(isCopied ? 'copied' : 'refused'));
  useEffect(() => {
    // Once: what comes later is up to the button.
    if (!isAsked || triedRef.current) return;
    triedRef.current = true;
    button.current?.focus();
    copy();
  });
  return (
    <span class="copy">
      <span aria-live="polite">{note !== null && say(`summary.${note}`)} </span>
      <button ref={button} type="button" class="plain" onClick={copy}>
        {say('summary.copy')}
      </button>
    </span>
  );
}
