import { BIT_STRING, elementAt, elementsIn, SEQUENCE } from '../../octets/der.ts';

/** How far DER has to be understood to tell a certificate from something else: the outermost structure (RFC 5280 §4.1), and nothing within. */

/** True for octets with the form of one certificate: what is signed, the algorithm, the signature. Total. */
export function isCertificate(octets: Uint8Array): boolean {
  return hasForm(octets, [SEQUENCE, SEQUENCE, BIT_STRING]);
}

/** True for octets with the form of one SubjectPublicKeyInfo: the algorithm, the key. Total. */
export function isPublicKeyInfo(octets: Uint8Array): boolean {
  return hasForm(octets, [SEQUENCE, BIT_STRING]);
}

/** One sequence that is all there is, and in it elements with exactly these tags. */
function hasForm(octets: Uint8Array, tags: readonly number[]): boolean {
  const whole = elementAt(octets, 0);
  if (whole?.tag !== SEQUENCE || whole.end !== octets.length) return false;
  const elements = elementsIn(octets, whole);
  return elements?.length === tags.length && tags.every((tag, index) => elements[index]?.tag === tag);
}
