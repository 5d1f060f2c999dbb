import { INVISIBLE } from '../../lib/text/visible-text.ts';

/** The editor makes an element for each sign of a line before it knows how much of the line is in sight: 65,000 held Firefox for half a minute. */
const MOST_IN_A_LINE = 2000;
const SIGN = new RegExp(`[ \\t]|${INVISIBLE.source}`, 'gu');

/** True for a text that has a line with so many spaces and invisible characters that the editor cannot show each as a sign. */
export function hasTooManySigns(text: string): boolean {
  return text
    .split('\n')
    .some((line) => line.length > MOST_IN_A_LINE && (line.match(SIGN)?.length ?? 0) > MOST_IN_A_LINE);
}
