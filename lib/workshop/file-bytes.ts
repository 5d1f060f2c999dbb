import { policyTextForDisplay } from '../mechanisms/mta-sts/policy-text.ts';

/** The most bytes of a file that are taken; senders stop at 64 KiB, and an editor some way beyond. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * The bytes that a text stands for: those of the file that it was opened from as long as it is unchanged, which may be
 * no UTF-8; else its UTF-8. A byte order mark, NUL and every line end are kept.
 */
export function bytesOf(text: string, opened: Uint8Array | null): Uint8Array {
  return opened !== null && policyTextForDisplay(opened) === text ? opened : new TextEncoder().encode(text);
}
