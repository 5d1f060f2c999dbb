import {
  BIT_STRING,
  elementAt,
  elementsIn,
  INTEGER,
  missingOctets,
  NULL,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  type DerElement,
} from '../../octets/der.ts';

/** What octets hold that ought to be a public RSA key. */
export type RsaKeyData =
  | {
      readonly kind: 'public';
      /** Without leading zeros. */
      readonly modulus: Uint8Array;
      readonly exponent: Uint8Array;
      /** `pkcs1`: RSAPublicKey as RFC 6376 says (RFC 8017 §A.1.1); `spki`: within SubjectPublicKeyInfo (RFC 5280 §4.1), as nearly everybody publishes it. */
      readonly form: 'pkcs1' | 'spki';
      /** So many octets stand behind it. */
      readonly trailing: number;
    }
  /** A public key of another algorithm. */
  | { readonly kind: 'other' }
  | { readonly kind: 'cut-off'; readonly missing: number }
  | { readonly kind: 'malformed' };

/** 1.2.840.113549.1.1.1 (RFC 8017 §A.1). */
const RSA_ENCRYPTION = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const MALFORMED: RsaKeyData = { kind: 'malformed' };

/** Reads the octets of a `p=`. Total; exact: nothing is guessed from lengths. */
export function readRsaKey(octets: Uint8Array): RsaKeyData {
  const whole = elementAt(octets, 0);
  const missing = missingOctets(octets);
  if (octets[0] === SEQUENCE && missing > 0) return { kind: 'cut-off', missing };
  const parts = whole?.tag === SEQUENCE ? elementsIn(octets, whole) : null;
  if (!whole || !parts) return MALFORMED;
  const trailing = octets.length - whole.end;
  const tags = parts.map(({ tag }) => tag);
  if (isForm(tags, [INTEGER, INTEGER])) return integersOf(octets, parts, 'pkcs1', trailing);
  const [algorithm, bits] = parts;
  if (!algorithm || !bits || !isForm(tags, [SEQUENCE, BIT_STRING])) return MALFORMED;
  const isRsa = isRsaEncryption(octets, algorithm);
  if (isRsa !== true) return isRsa === null ? MALFORMED : { kind: 'other' };
  // The octet before the key says how many bits of the last one do not count: none.
  if (octets[bits.start] !== 0) return MALFORMED;
  const key = elementAt(octets.subarray(0, bits.end), bits.start + 1);
  const integers = key?.tag === SEQUENCE && key.end === bits.end ? elementsIn(octets, key) : null;
  if (
    !integers ||
    !isForm(
      integers.map(({ tag }) => tag),
      [INTEGER, INTEGER],
    )
  )
    return MALFORMED;
  return integersOf(octets, integers, 'spki', trailing);
}

/**
 * Whether octets begin as a private key does, whole or cut off: its first element is a small version number, where a public key has its modulus or its algorithm
 * (RFC 8017 §A.1.2, RFC 5958 §2). Total.
 */
export function beginsPrivateKey(octets: Uint8Array): boolean {
  const [tag, length = 0] = octets;
  const at = length < 0x80 ? 2 : 2 + (length - 0x80);
  const [first, size, version = 0xff, next] = octets.subarray(at, at + 4);
  const isVersion = tag === SEQUENCE && first === INTEGER && size === 1 && version <= 1;
  return isVersion && (next === INTEGER || next === SEQUENCE || next === OCTET_STRING);
}

function isForm(tags: readonly number[], form: readonly number[]): boolean {
  return tags.length === form.length && form.every((tag, index) => tags[index] === tag);
}

/** Whether an AlgorithmIdentifier names RSA; its parameters are NULL, or left out. Null where it is none. */
function isRsaEncryption(octets: Uint8Array, algorithm: DerElement): boolean | null {
  const [oid, parameters, ...more] = elementsIn(octets, algorithm) ?? [];
  if (oid?.tag !== OBJECT_IDENTIFIER) return null;
  const written = octets.subarray(oid.start, oid.end);
  if (
    written.length !== RSA_ENCRYPTION.length ||
    !RSA_ENCRYPTION.every((each, index) => written[index] === each)
  )
    return false;
  const isPlain =
    more.length === 0 && (!parameters || (parameters.tag === NULL && parameters.start === parameters.end));
  return isPlain ? true : null;
}

function integersOf(
  octets: Uint8Array,
  [first, second]: readonly DerElement[],
  form: 'pkcs1' | 'spki',
  trailing: number,
): RsaKeyData {
  const modulus = first && positive(octets.subarray(first.start, first.end));
  const exponent = second && positive(octets.subarray(second.start, second.end));
  return modulus && exponent ? { kind: 'public', modulus, exponent, form, trailing } : MALFORMED;
}

/** The octets of an integer that is not negative, as short as DER wants it (X.690 §8.3.2), without the zero that only makes it positive; null for others. */
function positive(octets: Uint8Array): Uint8Array | null {
  const [first, second] = octets;
  if (first === undefined || first >= 0x80) return null;
  if (first > 0 || second === undefined) return octets;
  return second >= 0x80 ? octets.subarray(1) : null;
}
