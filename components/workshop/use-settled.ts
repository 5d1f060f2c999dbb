import { useEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '../../lib/workshop/writing.ts';

/** Up to here a text is read with every key that is pressed. */
const AT_ONCE = 2048;
const PAUSE_MS = 250;

/** The text that is to be read: the one given, or, for a large one, what it was when the typing last paused. */
function useSettled(text: string): string {
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

/** The same for each of the texts, of which there are always the same; the same object as before where nothing changed. */
export function useSettledTexts(texts: Texts): Texts {
  const names = Object.keys(texts) as (keyof Texts)[];
  // oxlint-disable-next-line react-hooks/rules-of-hooks
  const next = Object.fromEntries(names.map((name) => [name, useSettled(texts[name])])) as Texts;
  const last = useRef(next);
  if (names.some((name) => next[name] !== last.current[name])) last.current = next;
  return last.current;
}
