/** Signatures of a message that are looked at, each of which asks for one key at most (RFC 6376 §6.1). */
export const MOST_SIGNATURES = 10;

/** OpenSSL, which most verifiers compute with, takes any exponent up to this size of the modulus, and above it exponents of so many bits at most (rsa.h). */
const SMALL_MODULUS_BITS = 3072;
const MOST_EXPONENT_BITS = 64;

/** Whether verifiers compute with an exponent of so many bits and a modulus of so many. */
export function isComputed(exponentBits: number, modulusBits: number): boolean {
  return exponentBits <= MOST_EXPONENT_BITS || modulusBits <= SMALL_MODULUS_BITS;
}

/** So many selectors are in the list for a further look, which is loaded only for that. */
export const MORE_SELECTORS_COUNT = 215;

/** Of these so many are asked for at the same time. */
export const SELECTORS_AT_ONCE = 4;
