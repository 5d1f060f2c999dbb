import { beginsPrivateKey } from './rsa-key.ts';
import { decodeBase64, textOfOctets } from '../../octets/base64.ts';
import { headAt, INTEGER, OCTET_STRING, SEQUENCE } from '../../octets/der.ts';
import type { Position } from '../../problem.ts';
import { INVISIBLE } from '../../text/visible-text.ts';

/** A private key in a text, whole or cut off. */
export interface PrivateKey {
  /** Where it stands. */
  readonly position: Position;
  /** The first octets of its modulus, by which its public half is known; null where it tells none, such as one of Ed25519. */
  readonly mark: string | null;
  readonly isEd25519: boolean;
}

/** What people, panels and zone files put between the digits of a key; a line end can be written out. */
const BETWEEN = new RegExp(String.raw`\\[nrt]|[ "'\\]|${INVISIBLE.source}`, 'gu');
/** The first line of a key file (RFC 7468 §10), without its spaces. */
const FILE = /-----BEGIN[A-Z0-9]{0,30}PRIVATEKEY/;
/** In base64, a SEQUENCE with its length in one, two or three octets, and then the version number of a private key. Whatever stands before it. */
const BEGIN = /M(?=[A-H].CAQ|I[GH].AgE|II..[AQgw]IBA)[A-Za-z0-9+/_-]{11,}/g;
/** Base64 that could hold another text. */
const ENCODED = /[A-Za-z0-9+/_-]{40,}/g;
/** More octets of a modulus are not looked at: of keys that somebody made, no two have so many in common. A key cut off by a field of 255 characters still has them. */
const MARK_OCTETS = 16;

/** The private keys in a text, wherever they stand in it, and whether or not the rest can be read: also such as were encoded twice. Total; linear. */
export function privateKeysIn(text: string): PrivateKey[] {
  const bare = text.replaceAll(BETWEEN, '');
  const own = keysIn(bare);
  const found =
    own.length > 0
      ? own
      : Array.from(bare.matchAll(ENCODED), ({ 0: digits, index }) =>
          keysIn(textOfOctets(octetsIn(digits)).replaceAll(BETWEEN, '')).map(({ mark, isEd25519 }) => ({
            index,
            length: digits.length,
            mark,
            isEd25519,
          })),
        ).flat();
  if (found.length === 0) return [];
  const offsets = offsetsOf(text);
  return found.map(({ index, length, mark, isEd25519 }) => {
    const offset = offsets[index] ?? 0;
    const end = (offsets[index + length - 1] ?? offset) + 1;
    return { position: { offset, length: end - offset, line: 1 }, mark, isEd25519 };
  });
}

/** What of a public key says that a private one is its half: of RSA, the first octets of its modulus. */
export function markOf(modulus: Uint8Array): string {
  return textOfOctets(modulus.subarray(0, MARK_OCTETS));
}

interface Found {
  readonly index: number;
  readonly length: number;
  readonly mark: string | null;
  readonly isEd25519: boolean;
}

/** id-Ed25519 (RFC 8410 §3), as it stands in DER. */
const ED25519 = '\x06\x03\x2b\x65\x70';

function keysIn(bare: string): Found[] {
  const keys = Array.from(bare.matchAll(BEGIN)).flatMap(({ 0: digits, index }) => {
    const octets = octetsIn(digits);
    if (!beginsPrivateKey(octets)) return [];
    const isEd25519 = textOfOctets(octets.subarray(0, 20)).includes(ED25519);
    return [{ index, length: digits.length, mark: markIn(octets), isEd25519 }];
  });
  const file = FILE.exec(bare);
  return keys.length === 0 && file
    ? [{ index: file.index, length: file[0].length, mark: null, isEd25519: false }]
    : keys;
}

/** As many octets as can be read; the alphabet may be the one for URLs. */
function octetsIn(digits: string): Uint8Array {
  const standard = digits.replaceAll('-', '+').replaceAll('_', '/');
  const decoded = decodeBase64(standard.slice(0, standard.length - (standard.length % 4)));
  return decoded.state === 'valid' ? decoded.octets : new Uint8Array();
}

/** From RSAPrivateKey (RFC 8017 §A.1.2), also within PrivateKeyInfo (RFC 5958 §2). */
function markIn(octets: Uint8Array, isInner = false): string | null {
  const whole = headAt(octets, 0);
  const version = whole?.tag === SEQUENCE ? headAt(octets, whole.start) : null;
  const next = version?.tag === INTEGER ? headAt(octets, version.end) : null;
  if (next?.tag === SEQUENCE && !isInner) {
    const inner = headAt(octets, next.end);
    return inner?.tag === OCTET_STRING ? markIn(octets.subarray(inner.start), true) : null;
  }
  if (next?.tag !== INTEGER) return null;
  const written = octets.subarray(next.start, next.end);
  const modulus = written.subarray(written.findIndex((octet) => octet !== 0));
  return modulus.length < MARK_OCTETS ? null : markOf(modulus);
}

/** Where a text has each character that stands in it without what is between digits. */
function offsetsOf(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length);
  let count = 0;
  let offset = 0;
  for (const { 0: left, index } of text.matchAll(BETWEEN)) {
    while (offset < index) offsets[count++] = offset++;
    offset += left.length;
  }
  while (offset < text.length) offsets[count++] = offset++;
  return offsets;
}
