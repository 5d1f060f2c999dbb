/** What a value weighs beside its text: the object that a browser keeps for it in memory. */
const NODE_BYTES = 64;
/** What Chromium writes as six characters: for `storage.local` it counts JSON. */
const ESCAPED = /[\0-\x1f<\x7f\u2028\u2029\ud800-\udfff]/gu;
const BEYOND_LATIN = /[^\0-\xff]/u;

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
  const escaped = text.match(ESCAPED)?.length ?? 0;
  const json = new TextEncoder().encode(text).length + 5 * escaped + quotesIn(text);
  return Math.max(json, BEYOND_LATIN.test(text) ? 2 * text.length : 0);
}

function quotesIn(text: string): number {
  return text.match(/["\\]/gu)?.length ?? 0;
}
