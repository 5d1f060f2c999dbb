/** Signatures of a message that are looked at, each of which asks for one key at most (RFC 6376 §6.1). */
export const MOST_SIGNATURES = 10;

/** So many selectors are in the list for a further look, which is loaded only for that. */
export const MORE_SELECTORS_COUNT = 215;

/** Of these so many are asked for at the same time. */
export const SELECTORS_AT_ONCE = 4;
