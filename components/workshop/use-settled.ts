import { useEffect, useState } from 'preact/hooks';

/** Up to here a text is read with every key that is pressed. */
const AT_ONCE = 2048;
const PAUSE_MS = 250;

/** The text that is to be read: the one given, or, for a large one, what it was when the typing last paused. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  const isSmall = text.length <= AT_ONCE;
  useEffect(() => {
    if (isSmall) {
      setSettled(text);
      return undefined;
    }
    const pause = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, isSmall]);
  return isSmall ? text : settled;
}
