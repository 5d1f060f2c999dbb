/**
 * WSP of RFC 5234: space and tab, nothing else that Unicode calls white. Written as loops because `/[ \t]+$/` takes time
 * square in the length of a run of spaces, and the texts come from strangers.
 */

/** How many WSP stand at the start of the text, or from an index on. */
export function leadingSpace(text: string, from = 0): number {
  let end = from;
  while (isSpace(text, end)) end += 1;
  return end - from;
}

/** The text without the WSP at its end. */
export function trimEndSpace(text: string): string {
  let end = text.length;
  while (isSpace(text, end - 1)) end -= 1;
  return text.slice(0, end);
}

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || code === 0x09;
}
