import type { DkimSignatureProblemCode } from './signature-problems.ts';
import type { Problems } from '../../problem.ts';
import type { Tag } from '../../text/tag-list.ts';

type Notes = Problems<DkimSignatureProblemCode>;

/** Seconds since 1970 UTC in a `t=` or `x=` (RFC 6376 §3.5: at most 12 digits); null where there is none. */
export function secondsOf(tag: Tag | undefined, notes: Notes): number | null {
  return tag ? numberIn(tag, /^\d{1,12}$/, notes) : null;
}

/** The octets in an `l=` (RFC 6376 §3.5: at most 76 digits); null where there is none. That what comes behind is not signed is noted. */
export function bodyLengthOf(tag: Tag | undefined, notes: Notes): number | null {
  const octets = tag ? numberIn(tag, /^\d{1,76}$/, notes) : null;
  if (tag && octets !== null) notes.add('dkim-signature-body-length', { octets: tag.value }, tag.position);
  return octets;
}

/** Notes an expiration that is not behind the time of signing (RFC 6376 §3.5). */
export function noteExpiration(
  signedAt: number | null,
  expiresAt: number | null,
  x: Tag | undefined,
  notes: Notes,
): void {
  if (signedAt !== null && expiresAt !== null && expiresAt <= signedAt)
    notes.add('dkim-signature-expiration', {}, x?.position);
}

function numberIn(tag: Tag, form: RegExp, notes: Notes): number | null {
  if (form.test(tag.value)) return Number(tag.value);
  notes.add('dkim-signature-number', { tag: tag.name, text: tag.value }, tag.at);
  return null;
}
