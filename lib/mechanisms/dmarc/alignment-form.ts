import type { Kinship } from './alignment.ts';

export type { Kinship, MessageAlignment } from './alignment.ts';

/** Whether a domain of this kinship is aligned in this form (RFC 9989 §4.4); null where that could not be known. Pure. */
export function isAligned(kinship: Kinship, form: 'r' | 's'): boolean | null {
  if (kinship === 'same') return true;
  if (kinship === 'foreign' || form === 's') return false;
  return kinship === 'related' ? true : null;
}
