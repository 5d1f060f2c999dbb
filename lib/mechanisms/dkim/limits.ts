/** Signatures of a message that are looked at, each of which asks for one key at most (RFC 6376 §6.1). */
export const MOST_SIGNATURES = 10;
