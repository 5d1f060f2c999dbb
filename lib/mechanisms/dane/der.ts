/** How far DER has to be understood to tell a certificate from something else: the outermost structure (RFC 5280 §4.1), and nothing within. */

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;

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
  let at = whole.start;
  for (const tag of tags) {
    const element = elementAt(octets, at);
    if (element?.tag !== tag) return false;
    at = element.end;
  }
  return at === whole.end;
}

interface Element {
  readonly tag: number;
  /** Where its contents begin. */
  readonly start: number;
  /** Behind its last octet. */
  readonly end: number;
}

/** Null where no element begins, or where it does not fit. Lengths are definite and as short as can be (X.690 §10.1). */
function elementAt(octets: Uint8Array, at: number): Element | null {
  const [tag, first] = octets.subarray(at, at + 2);
  if (tag === undefined || first === undefined) return null;
  const more = first < 0x80 ? 0 : first - 0x80;
  const written = octets.subarray(at + 2, at + 2 + more);
  if (first === 0x80) return null;
  const length = more === 0 ? first : written.reduce((sum, octet) => sum * 256 + octet, 0);
  if (more > 0 && (written[0] === 0 || length < 0x80)) return null;
  const start = at + 2 + more;
  return start + length <= octets.length ? { tag, start, end: start + length } : null;
}
