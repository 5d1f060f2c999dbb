/** Longer than any address that somebody means; the header of a stranger may be hundreds of kilobytes long. */
const MAX_LENGTH = 1000;

/**
 * Where a redirect leads, from the value of its `Location` (RFC 9110 §10.2.2) and the URL that was asked for: an absolute URL, or
 * the value as it stands where it makes none. At most 1000 characters, and only text: nobody may follow it. "" where it says nothing.
 */
export function redirectTarget(location: string, url: string): string {
  const value = decoded(location.slice(0, 2 * MAX_LENGTH)).trim();
  if (value === '') return '';
  const target = URL.parse(value, url)?.href ?? value;
  return target.length > MAX_LENGTH ? `${target.slice(0, MAX_LENGTH)}…` : target;
}

/** Firefox shows each byte of a header as a character, Chromium reads UTF-8; without this each would show another target. */
function decoded(value: string): string {
  // A character beyond one byte has been read as UTF-8 already.
  const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0));
  if (!bytes.every((byte, index) => byte === value.charCodeAt(index))) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return value;
  }
}
