import type { DkimProblemCode } from './problems.ts';
import { isComputed } from './limits.ts';
import { whereKnown } from './known-keys.ts';
import { readRsaKey } from './rsa-key.ts';
import { weaknessOf } from './rsa-weakness.ts';
import { decodeBase64, textOfOctets } from '../../octets/base64.ts';
import { missingOctets } from '../../octets/der.ts';
import { bitsOf, numberOf } from '../../octets/numbers.ts';
import type { Position, Problems } from '../../problem.ts';
import type { Tag } from '../../text/tag-list.ts';

/** A public key as verifiers compute with it. */
export type KeyData =
  | {
      readonly type: 'rsa';
      readonly bits: number;
      /** Octets without leading zeros. */
      readonly modulus: Uint8Array;
      readonly exponent: bigint;
    }
  | { readonly type: 'ed25519'; readonly bits: 256; readonly octets: Uint8Array };

type Notes = Problems<DkimProblemCode>;

/** The SubjectPublicKeyInfo of Ed25519 up to the key (RFC 8410 §4). */
const ED25519_SPKI = '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00';
/** Of a file only its first line is looked at. */
const LONGEST_MARK = 100;
/** Verifiers with BoringSSL take exponents of so many bits, and some others a little fewer. */
const COMMON_EXPONENT_BITS = 33;
/** What an exponent is shown with at most. */
const SHOWN_BITS = 64;

/** The key in the `p=` of a record of that type, with what is wrong with it; null where there is none, such as in a private key. Total. */
export function keyDataIn(p: Tag, type: string, notes: Notes): KeyData | null {
  if (isFile(p.value)) return noteFile(p.at, notes);
  const decoded = decodeBase64(p.value);
  if (decoded.state === 'invalid') {
    const character = p.value.charAt(decoded.at);
    const position: Position = { offset: p.at.offset + decoded.at, length: character.length, line: 1 };
    const missing = decoded.fault === 'length' ? missingOf(p.value) : 0;
    if (decoded.fault === 'character') notes.add('dkim-key-base64', { character }, position);
    else if (missing > 0) notes.add('dkim-key-cut-off', { missing }, p.at);
    else notes.add('dkim-key-base64-length', {}, p.at);
    return null;
  }
  const space = p.value.search(/[ \t\r\n]/);
  if (space !== -1 && !notes.has('dkim-key-quotes'))
    notes.add('dkim-key-space', {}, { offset: p.at.offset + space, length: 1, line: 1 });
  const inside = textOfOctets(decoded.octets.subarray(0, LONGEST_MARK));
  // A whole file in base64 once more, as many a tool keeps it.
  if (isFile(inside)) return noteFile(p.at, notes);
  const inner = /^MI[A-Za-z0-9+/]/.test(inside) ? decodeBase64(textOfOctets(decoded.octets)) : null;
  if (inner?.state === 'valid' && type === 'rsa' && readRsaKey(inner.octets).kind === 'public') {
    notes.add('dkim-key-rsa-twice', {}, p.at);
    return null;
  }
  if (type === 'ed25519') return ed25519In(decoded.octets, p.at, notes);
  return type === 'rsa' ? rsaIn(decoded.octets, p.at, notes) : null;
}

/** Whether a text begins, or holds, a key file (RFC 7468 §2). */
function isFile(text: string): boolean {
  return /-----\s{0,9}BEGIN/.test(text);
}

function noteFile(at: Position, notes: Notes): null {
  notes.add('dkim-key-pem', {}, at);
  return null;
}

/** How many octets are missing where a key was cut off within four digits, such as by a field that takes 255 characters. */
function missingOf(value: string): number {
  const whole = decodeBase64(value.replaceAll(/[ \t\r\n]+/g, '').slice(0, -1));
  return whole.state === 'valid' ? missingOctets(whole.octets) : 0;
}

function ed25519In(octets: Uint8Array, at: Position, notes: Notes): KeyData | null {
  const text = textOfOctets(octets);
  const twice = octets.length === 44 && decodeBase64(text);
  if (octets.length !== 32) {
    if (octets.length === 44 && text.startsWith(ED25519_SPKI)) notes.add('dkim-key-ed25519-spki', {}, at);
    else if (twice && twice.state === 'valid' && twice.octets.length === 32)
      notes.add('dkim-key-ed25519-twice', {}, at);
    else notes.add('dkim-key-ed25519-length', { length: octets.length }, at);
    return null;
  }
  noteKnown(octets, at, notes);
  return { type: 'ed25519', bits: 256, octets };
}

function rsaIn(octets: Uint8Array, at: Position, notes: Notes): KeyData | null {
  if (octets.length === 32) {
    notes.add('dkim-key-ed25519-untyped', {}, at);
    return null;
  }
  const key = readRsaKey(octets);
  if (key.kind === 'cut-off') notes.add('dkim-key-cut-off', { missing: key.missing }, at);
  else if (key.kind === 'other') notes.add('dkim-key-not-rsa', {}, at);
  else if (key.kind === 'malformed') notes.add('dkim-key-der', {}, at);
  if (key.kind !== 'public') return null;
  if (key.trailing > 0) notes.add('dkim-key-trailing', { count: key.trailing }, at);
  if (key.form === 'pkcs1') notes.add('dkim-key-pkcs1', {}, at);
  const bits = bitsOf(key.modulus);
  if (bits < 1024) notes.add('dkim-key-too-short', { bits }, at);
  else if (bits < 2048) notes.add('dkim-key-short', { bits }, at);
  else if (bits > 4096) notes.add('dkim-key-long', { bits }, at);
  const exponent = numberOf(key.exponent);
  const modulus = numberOf(key.modulus);
  noteExponent(exponent, bitsOf(key.exponent), modulus, bits, at, notes);
  noteWeakness(modulus, bits, at, notes);
  noteKnown(key.modulus, at, notes);
  return { type: 'rsa', bits, modulus: key.modulus, exponent };
}

/**
 * RFC 8017 §3.1: odd, and from 3 to the modulus; everybody takes 65537. A large one is right, and up to the verifier (RFC 6376 §8.13); beyond what OpenSSL computes it is of
 * use to nobody.
 */
function noteExponent(
  value: bigint,
  bits: number,
  modulus: bigint,
  modulusBits: number,
  at: Position,
  notes: Notes,
): void {
  const exponent = bits > SHOWN_BITS ? `2^${bits - 1}` : String(value);
  if (value < 3n || value % 2n === 0n || value >= modulus)
    notes.add('dkim-key-exponent-broken', { exponent }, at);
  else if (!isComputed(bits, modulusBits)) notes.add('dkim-key-exponent-huge', { bits }, at);
  else if (bits > COMMON_EXPONENT_BITS) notes.add('dkim-key-exponent-large', { bits }, at);
  else if (value < 65_537n) notes.add('dkim-key-exponent-small', { exponent }, at);
  else if (value !== 65_537n) notes.add('dkim-key-exponent-unusual', { exponent }, at);
}

function noteWeakness(modulus: bigint, bits: number, at: Position, notes: Notes): void {
  const weakness = weaknessOf(modulus, bits);
  if (modulus % 2n === 0n) notes.add('dkim-key-even', {}, at);
  else if (weakness?.kind === 'factor') notes.add('dkim-key-factored', { factor: weakness.factor }, at);
  else if (weakness?.kind === 'close-primes') notes.add('dkim-key-close-primes', {}, at);
  else if (weakness?.kind === 'roca') notes.add('dkim-key-roca', {}, at);
}

function noteKnown(key: Uint8Array, at: Position, notes: Notes): void {
  const where = whereKnown(key);
  if (where !== null) notes.add('dkim-key-known-private', { where }, at);
}
