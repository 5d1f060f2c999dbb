import { useEffect, useState } from 'preact/hooks';
import { say } from '../lib/locales/say.ts';

export interface Lens {
  /** The field for another domain is in sight. */
  readonly isOpen: boolean;
  /** A person asked for it, so that it takes the focus. */
  readonly isWanted: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
}

/** Where the field for another domain is not the first thing to do, it is behind the lens; the key `/` opens it. */
export function useLens(isAlwaysOpen: boolean): Lens {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key === 'Escape' && isWanted && !isAlwaysOpen) {
        // Otherwise the browser closes the popup with it.
        event.preventDefault();
        setWanted(false);
      }
      if (event.key !== '/' || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      setWanted(true);
      document.querySelector<HTMLElement>('#subject')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isWanted, isAlwaysOpen]);
  return {
    isOpen: isAlwaysOpen || isWanted,
    isWanted,
    toggle: () => setWanted(!isWanted),
    close: () => setWanted(false),
  };
}

/** The button that shows the field. */
export function LensButton({ isOpen, isWanted, toggle }: Lens) {
  // Where the field is in sight anyway, there is nothing to show.
  if (isOpen && !isWanted) return null;
  const label = say('popup.search');
  return (
    <button
      type="button"
      class="icon lens"
      aria-label={label}
      title={`${label} (/)`}
      aria-expanded={isOpen}
      aria-keyshortcuts="/"
      onClick={toggle}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <path d="M14.2 14.2L17.5 17.5M15.5 9.2a6.2 6.2 0 1 1-12.4 0a6.2 6.2 0 1 1 12.4 0" />
      </svg>
    </button>
  );
}
