import { elementAt, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, type DerElement } from './der.ts';
import { contentsOf, shortHex, stringIn, timeIn, within } from './der-values.ts';
import { textOfOctets } from './base64.ts';

/** What a certificate says (RFC 5280 §4.1), as far as somebody wants to know it here. Nothing of it is verified. */
export interface X509 {
  readonly subject: X509Name;
  readonly issuer: X509Name;
  /** Milliseconds since 1970 UTC; null where they are no times. */
  readonly notBefore: number | null;
  readonly notAfter: number | null;
  /** The contents of each extension, by its object identifier in hexadecimal digits; the first of each. */
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

export interface X509Name {
  /** Equal to that of another name where both are written with the same octets. */
  readonly key: string;
  /** The first text of each attribute, by its object identifier in hexadecimal digits. */
  readonly texts: ReadonlyMap<string, string>;
}

const BOOLEAN = 0x01;
const SET = 0x31;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

/** Reads a certificate in DER; null for octets that are none. Total: looks at fixed depths alone, so nesting costs nothing. */
export function readX509(octets: Uint8Array): X509 | null {
  const whole = elementAt(octets, 0);
  if (whole?.end !== octets.length) return null;
  const parts = within(octets, whole, SEQUENCE);
  const fields = parts?.length === 3 ? within(octets, parts[0], SEQUENCE) : null;
  if (!fields) return null;
  const [serial, , issuer, validity, subject, key, ...more] =
    fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  const times = within(octets, validity, SEQUENCE);
  const [from, until] = times ?? [];
  if (serial?.tag !== INTEGER || key?.tag !== SEQUENCE || times?.length !== 2 || !from || !until) return null;
  const names = [nameIn(octets, subject), nameIn(octets, issuer)];
  const extensions = extensionsIn(
    octets,
    more.find(({ tag }) => tag === EXTENSIONS),
  );
  return names[0] && names[1] && extensions
    ? {
        subject: names[0],
        issuer: names[1],
        notBefore: timeIn(octets, from),
        notAfter: timeIn(octets, until),
        extensions,
      }
    : null;
}

function nameIn(octets: Uint8Array, element: DerElement | undefined): X509Name | null {
  const sets = within(octets, element, SEQUENCE);
  if (!element || !sets) return null;
  const texts = new Map<string, string>();
  for (const set of sets)
    for (const attribute of within(octets, set, SET) ?? []) {
      const [type, value] = within(octets, attribute, SEQUENCE) ?? [];
      const text = value && stringIn(octets, value);
      if (type?.tag !== OBJECT_IDENTIFIER || text === null || text === undefined) continue;
      const name = shortHex(octets, type);
      if (!texts.has(name)) texts.set(name, text);
    }
  return { key: textOfOctets(contentsOf(octets, element)), texts };
}

/** None is none; null where they are malformed. */
function extensionsIn(
  octets: Uint8Array,
  element: DerElement | undefined,
): ReadonlyMap<string, Uint8Array> | null {
  const found = new Map<string, Uint8Array>();
  if (!element) return found;
  const [list, ...others] = within(octets, element, EXTENSIONS) ?? [];
  const all = within(octets, list, SEQUENCE);
  if (!all || others.length > 0) return null;
  for (const extension of all) {
    const [type, ...rest] = within(octets, extension, SEQUENCE) ?? [];
    const value = rest[0]?.tag === BOOLEAN ? rest[1] : rest[0];
    if (type?.tag !== OBJECT_IDENTIFIER || value?.tag !== OCTET_STRING) return null;
    const name = shortHex(octets, type);
    if (!found.has(name)) found.set(name, contentsOf(octets, value));
  }
  return found;
}
