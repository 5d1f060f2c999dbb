import { elementAt, OBJECT_IDENTIFIER, SEQUENCE } from './der.ts';
import { contentsOf, shortHex, within } from './der-values.ts';
import { textOfOctets } from './base64.ts';
import type { X509 } from './x509.ts';

const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';
const EXTENDED_KEY_USAGE = '551d25';
const BOOLEAN = 0x01;
/** dNSName, of GeneralName (RFC 5280 §4.2.1.6). */
const DNS_NAME = 0x82;

/** The names of hosts and domains that a certificate is for, as written; none where it has no such extension, or one that is malformed. Total. */
export function dnsNamesOf({ extensions }: X509): string[] {
  const written = extensions.get(SUBJECT_ALT_NAME);
  const names = (written && within(written, elementAt(written, 0), SEQUENCE)) ?? [];
  return names
    .filter(({ tag }) => tag === DNS_NAME)
    .map((name) => textOfOctets(contentsOf(written as Uint8Array, name)));
}

/** What a certificate may be used for, as object identifiers in hexadecimal digits; null where it does not say (RFC 5280 §4.2.1.12). Total. */
export function purposesOf({ extensions }: X509): string[] | null {
  const written = extensions.get(EXTENDED_KEY_USAGE);
  if (!written) return null;
  const purposes = within(written, elementAt(written, 0), SEQUENCE) ?? [];
  return purposes.filter(({ tag }) => tag === OBJECT_IDENTIFIER).map((purpose) => shortHex(written, purpose));
}

/** Whether it is the certificate of an authority (RFC 5280 §4.2.1.9). Total. */
export function isAuthority({ extensions }: X509): boolean {
  const written = extensions.get(BASIC_CONSTRAINTS);
  const [first] = (written && within(written, elementAt(written, 0), SEQUENCE)) ?? [];
  return first?.tag === BOOLEAN && written?.[first.start] === 0xff;
}
