/**
 * WSP of RFC 5234: space and tab, nothing else that Unicode calls white. Written as loops because `/[ \t]+$/` takes time
 * square in the length of a run of spaces, and the texts come from strangers.
 */

/** How many WSP stand at the start of the text. */
export function leadingSpace(text: string): number {
  let count = 0;
  while (isSpace(text, count)) count += 1;
  return count;
}

/** The text without the WSP at its end. */
export function trimEndSpace(text: string): string {
  let end = text.length;
  while (isSpace(text, end - 1)) end -= 1;
  return text.slice(0, end);
}

function isSpace(text: string, index: number): boolean {
  return text[index] === ' ' || text[index] === '\t';
}
