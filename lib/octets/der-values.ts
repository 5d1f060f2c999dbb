import { elementsIn, type DerElement } from './der.ts';
import { textOfOctets } from './base64.ts';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const UTF8_STRING = 0x0c;
const BMP_STRING = 0x1e;
/** PrintableString, TeletexString, IA5String, VisibleString: one octet for each character. */
const PLAIN_STRINGS: ReadonlySet<number> = new Set([0x13, 0x14, 0x16, 0x1a]);

/** What an element holds. */
export function contentsOf(octets: Uint8Array, { start, end }: DerElement): Uint8Array {
  return octets.subarray(start, end);
}

/** The contents in hexadecimal digits, to compare an object identifier; "" where they are longer than any that is known (32 octets). */
export function shortHex(octets: Uint8Array, element: DerElement): string {
  const contents = contentsOf(octets, element);
  return contents.length > 32 ? '' : hexOf(contents);
}

/** Octets in hexadecimal digits, lower case. */
export function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** The elements within, where the element is there and has that tag; null otherwise. Total. */
export function within(
  octets: Uint8Array,
  element: DerElement | null | undefined,
  tag: number,
): DerElement[] | null {
  return element?.tag === tag ? elementsIn(octets, element) : null;
}

/** The text of a string (RFC 5280 §4.1.2.4), what cannot be decoded replaced; null for an element that is no string. Total. */
export function stringIn(octets: Uint8Array, element: DerElement): string | null {
  const contents = contentsOf(octets, element);
  if (element.tag === UTF8_STRING) return new TextDecoder().decode(contents);
  if (PLAIN_STRINGS.has(element.tag)) return textOfOctets(contents);
  if (element.tag !== BMP_STRING) return null;
  // Big-endian, which not every engine has a decoder for.
  let text = '';
  for (let at = 0; at + 1 < contents.length; at += 2)
    text += String.fromCharCode((contents[at] ?? 0) * 256 + (contents[at + 1] ?? 0));
  return text;
}

/** The moment of a UTCTime or GeneralizedTime as certificates have them (RFC 5280 §4.1.2.5), in milliseconds since 1970 UTC; null for everything else. Total. */
export function timeIn(octets: Uint8Array, element: DerElement): number | null {
  const contents = contentsOf(octets, element);
  const isShort = element.tag === UTC_TIME;
  if ((!isShort && element.tag !== GENERALIZED_TIME) || contents.length !== (isShort ? 13 : 15)) return null;
  const text = textOfOctets(contents);
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(isShort ? withCentury(text) : text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, second);
  // The 30th of February is another day, and no time at all.
  const isSame =
    at.getUTCMonth() === month - 1 &&
    at.getUTCDate() === day &&
    at.getUTCHours() === hour &&
    at.getUTCMinutes() === minute &&
    at.getUTCSeconds() === second;
  return isSame ? at.getTime() : null;
}

function withCentury(text: string): string {
  return `${text.slice(0, 2) < '50' ? '20' : '19'}${text}`;
}
