import { folded } from './meant-record.ts';
import { INVISIBLE } from './visible-text.ts';

/** Stands for what nobody sees. */
const HIDDEN = '\0';

/**
 * A text as people see it, each UTF-16 unit in its place: quotes, dashes and wide forms as ASCII has them, every kind of space as a space, and NUL for what
 * nobody sees.
 */
export function seenText(text: string): string {
  const spaced = text.replace(/[\t\r\n\v\f]/g, ' ').replace(/[\u02dc\u223c\u301c\u2053]/g, '~');
  return folded(spaced).replace(INVISIBLE, (hidden) => HIDDEN.repeat(hidden.length));
}

/** What takes the place of the characters of a text that are no printable ASCII; null where one of them has none. */
export function plainEdits(text: string): { offset: number; length: number; put: string }[] | null {
  const seen = seenText(text);
  const found = Array.from(text.matchAll(/[^\x20-\x7e]/gu), ({ 0: character, index }) => {
    const shape = seen.slice(index, index + character.length).replaceAll(HIDDEN, '');
    return { offset: index, length: character.length, put: shape };
  });
  return found.every(({ put }) => /^[\x20-\x7e]*$/.test(put)) ? found : null;
}
