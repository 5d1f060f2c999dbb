/** Base64 as RFC 6376 §2.10 writes it: the alphabet of RFC 4648 §4, folding white space anywhere, and padding that may be missing. */

export type Base64 =
  | { readonly state: 'valid'; readonly octets: Uint8Array }
  /** `character`: one that is not of the alphabet, and where; `length`: digits are missing, or there is one too many. */
  | { readonly state: 'invalid'; readonly fault: 'character' | 'length'; readonly at: number };

/** Decodes base64. Total; linear in the text. The place of a fault is an offset into the text. */
export function decodeBase64(text: string): Base64 {
  const foreign = text.search(/[^A-Za-z0-9+/ \t\r\n]/);
  const end = foreign === -1 ? text.length : foreign;
  const behind = text.slice(end).search(/[^= \t\r\n]/);
  // Padding ends it: what stands behind that is foreign too.
  if (behind !== -1) return { state: 'invalid', fault: 'character', at: end + behind };
  const digits = text.slice(0, end).replaceAll(/[ \t\r\n]+/g, '');
  const pads = text.slice(end).replaceAll(/[^=]+/g, '').length;
  if (digits.length % 4 === 1 || pads > 2) return { state: 'invalid', fault: 'length', at: end };
  return { state: 'valid', octets: octetsOf(atob(digits)) };
}

/** The octets of a text in which each character stands for one octet. */
export function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) octets[index] = text.charCodeAt(index);
  return octets;
}

const CHUNK = 0x2000;

/** A text in which each character stands for one octet, and so can be searched. The inverse of `octetsOf`. */
export function textOfOctets(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += CHUNK)
    text += String.fromCharCode(...octets.subarray(at, at + CHUNK));
  return text;
}

/** Base64 of RFC 4648 §5 without padding, as JSON Web Keys have it (RFC 7515 §2). */
export function base64UrlOf(octets: Uint8Array): string {
  return btoa(textOfOctets(octets)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
