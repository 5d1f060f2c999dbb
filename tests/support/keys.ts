import { Buffer } from 'node:buffer';
import {
  checkPrimeSync,
  createHash,
  createPrivateKey,
  createPublicKey,
  randomUUID,
  type KeyObject,
} from 'node:crypto';

/**
 * Keys for the tests: the same in each run, as generated examples are (same-seed.ts), since a key in base64 is a text that may hold a sign or not.
 * `SEED=random` makes others.
 */
const SEED = process.env.SEED === 'random' ? randomUUID() : (process.env.SEED ?? '');

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An RSA key of exactly so many bits; another `name` gives another key. */
export function rsaPair(bits: number, name = '', exponent = 65_537): KeyPair {
  const e = BigInt(exponent);
  const p = primeOf(Math.ceil(bits / 2), `p ${bits} ${name}`, e);
  const q = primeOf(Math.floor(bits / 2), `q ${bits} ${name}`, e);
  const d = inverse(e, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const fields = Object.entries(numbers).map(([field, value]) => [
    field,
    octetsIn(value).toString('base64url'),
  ]);
  return pairOf(createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(fields) }, format: 'jwk' }));
}

/** An Ed25519 key; another `name` gives another key. */
export function ed25519Pair(name = ''): KeyPair {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = Buffer.concat([head, noise(32, `ed25519 ${name}`)]);
  return pairOf(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

/** So many octets without order; another `name` gives others. */
export function noise(count: number, name: string): Buffer {
  const parts = Array.from({ length: Math.ceil(count / 64) }, (_, index) =>
    createHash('sha512').update(`${SEED} ${name} ${index}`).digest(),
  );
  return Buffer.concat(parts).subarray(0, count);
}

function pairOf(privateKey: KeyObject): KeyPair {
  return { publicKey: createPublicKey(privateKey), privateKey };
}

/** A prime whose two highest bits are set, so that the product of two has as many bits as both together. */
function primeOf(bits: number, name: string, exponent: bigint): bigint {
  const length = BigInt(bits);
  const random = BigInt(`0x${noise(Math.ceil(bits / 8), name).toString('hex')}`) % (1n << (length - 2n));
  let prime = (3n << (length - 2n)) | random | 1n;
  while ((prime - 1n) % exponent === 0n || !checkPrimeSync(prime)) prime += 2n;
  return prime;
}

/** Of `value` modulo a number that has no factor in common with it. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % modulus) + modulus) % modulus;
}

function octetsIn(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}
