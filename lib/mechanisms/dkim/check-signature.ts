import type { KeyData } from './key-data.ts';
import { isComputed } from './limits.ts';
import { base64UrlOf } from '../../octets/base64.ts';
import { modularPower, numberOf, octetsOfNumber } from '../../octets/numbers.ts';

/** Whether a signature is one of a key; `unsupported` where this browser cannot tell. */
export type SignatureCheck = 'good' | 'bad' | 'unsupported';

/** DigestInfo of SHA-256 up to the digest (RFC 8017 §9.2, note 1). */
const DIGEST_INFO = [
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
  0x20,
];
/** Above this a signature is not computed by hand. */
const MOST_MODULUS_OCTETS = 2048;

/** SHA-256 of octets. */
export async function sha256(octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
}

/** Checks RSASSA-PKCS1-v1_5 with SHA-256 (RFC 6376 §3.3.2), or Ed25519 over SHA-256 (RFC 8463 §3), of what was signed. Never rejects. */
export async function checkSignature(
  key: KeyData,
  signature: Uint8Array,
  signed: Uint8Array<ArrayBuffer>,
): Promise<SignatureCheck> {
  return key.type === 'rsa' ? checkRsa(key, signature, signed) : checkEd25519(key.octets, signature, signed);
}

async function checkEd25519(
  key: Uint8Array,
  signature: Uint8Array,
  signed: Uint8Array<ArrayBuffer>,
): Promise<SignatureCheck> {
  try {
    const imported = await crypto.subtle.importKey('raw', key.slice(), 'Ed25519', false, ['verify']);
    const isGood = await crypto.subtle.verify('Ed25519', imported, signature.slice(), await sha256(signed));
    return isGood ? 'good' : 'bad';
  } catch {
    return 'unsupported';
  }
}

type RsaKey = Extract<KeyData, { type: 'rsa' }>;

/** Browsers refuse RSA keys of odd sizes and exponents, each of them others: those are computed here, which needs no secret and so no care for time. */
async function checkRsa(
  key: RsaKey,
  signature: Uint8Array,
  signed: Uint8Array<ArrayBuffer>,
): Promise<SignatureCheck> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const e = base64UrlOf(octetsOfNumber(key.exponent, Math.ceil(key.exponent.toString(16).length / 2)));
  const jwk = { kty: 'RSA', n: base64UrlOf(key.modulus), e };
  try {
    const imported = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
    return (await crypto.subtle.verify(algorithm, imported, signature.slice(), signed)) ? 'good' : 'bad';
  } catch {
    return checkRsaByHand(key, signature, await sha256(signed));
  }
}

/** RFC 8017 §8.2.2: the message that the signature encodes is compared as a whole. */
export function checkRsaByHand(
  { modulus, exponent }: RsaKey,
  signature: Uint8Array,
  digest: Uint8Array,
): SignatureCheck {
  const { length } = modulus;
  const isTaken = isComputed(exponent.toString(2).length, 8 * length);
  if (length > MOST_MODULUS_OCTETS || !isTaken) return 'unsupported';
  const padding = length - DIGEST_INFO.length - digest.length - 3;
  const [n, s] = [numberOf(modulus), numberOf(signature)];
  if (padding < 8 || signature.length !== length || s >= n) return 'bad';
  const padded = Array.from({ length: padding }, () => 0xff);
  const expected = Uint8Array.from([0, 1, ...padded, 0, ...DIGEST_INFO, ...digest]);
  return modularPower(s, exponent, n) === numberOf(expected) ? 'good' : 'bad';
}
