/** What a value weighs beside its text: the object that a browser keeps for it in memory. */
const NODE_BYTES = 64;
/** The longest form of a character: Chromium counts JSON for `storage.local`, and escapes some. */
const ESCAPED_BYTES = 6;
const LAST_LATIN = 0xff;

/**
 * How many bytes a value takes up in storage at most, of which both browsers have some ten million. They count in different ways: Chromium the
 * characters of its JSON on disk and its objects in memory, Firefox two bytes for each character of a text that goes beyond
 * Latin-1. The strictest counts here.
 */
export function storedBytes(value: unknown): number {
  if (typeof value === 'string') return NODE_BYTES + textBytes(value);
  if (typeof value !== 'object' || value === null) return NODE_BYTES;
  const entries = Object.entries(value).map(([key, each]) => textBytes(key) + storedBytes(each));
  return entries.reduce((sum, bytes) => sum + bytes, NODE_BYTES);
}

function textBytes(text: string): number {
  let bytes = 0;
  let isBeyondLatin = false;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    isBeyondLatin ||= code > LAST_LATIN;
    bytes += code >= 0x20 && code < 0x7f && !'"\\<'.includes(text.charAt(place)) ? 1 : ESCAPED_BYTES;
  }
  return isBeyondLatin ? Math.max(bytes, 2 * text.length) : bytes;
}
