/** How far DER has to be understood to find keys and to tell certificates from something else (X.690 §8.1, §10.1): tags, lengths, and what lies within. */

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

export interface DerElement {
  readonly tag: number;
  /** Where its contents begin. */
  readonly start: number;
  /** Behind its last octet. */
  readonly end: number;
}

/** The element at an offset; null where none begins, or where it does not fit. Lengths are definite and as short as can be (X.690 §10.1). Total. */
export function elementAt(octets: Uint8Array, at: number): DerElement | null {
  const head = headAt(octets, at);
  return head && head.end <= octets.length ? head : null;
}

/** The elements that an element consists of, in order; null where they do not fill it exactly. Total. */
export function elementsIn(octets: Uint8Array, { start, end }: DerElement): DerElement[] | null {
  const elements: DerElement[] = [];
  const within = octets.subarray(0, end);
  let at = start;
  while (at < end) {
    const element = elementAt(within, at);
    if (!element) return null;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** How many octets the first element claims beyond those that there are: zero where it is whole, or where none begins. Total. */
export function missingOctets(octets: Uint8Array): number {
  return Math.max(0, (headAt(octets, 0)?.end ?? 0) - octets.length);
}

/** Tag and length, whether or not the contents are there; null where none can be read. Total. */
export function headAt(octets: Uint8Array, at: number): DerElement | null {
  const [tag, first] = octets.subarray(at, at + 2);
  if (tag === undefined || first === undefined) return null;
  const more = first < 0x80 ? 0 : first - 0x80;
  const written = octets.subarray(at + 2, at + 2 + more);
  if (first === 0x80 || more > 4 || written.length < more) return null;
  const length = more === 0 ? first : written.reduce((sum, octet) => sum * 256 + octet, 0);
  if (more > 0 && (written[0] === 0 || length < 0x80)) return null;
  const start = at + 2 + more;
  return { tag, start, end: start + length };
}
