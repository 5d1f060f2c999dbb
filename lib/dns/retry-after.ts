/** Longer than this nobody is waited for: a resolver that is wrong about its clock must not switch Waxseal off. */
export const MAX_WAIT_SECONDS = 3600;

/**
 * How long a server asks to be left alone (RFC 9110 §10.2.3: seconds, or a date), in seconds from `now` (milliseconds since 1970 UTC), at most an
 * hour. Null for no such header and for one that nobody can read.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(MAX_WAIT_SECONDS, Number(text));
  // The form that servers must send and its two elders begin with the day of the week; all are in GMT, and the eldest does not say so.
  const isDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]{1,40}$/.test(text);
  const at = isDate ? Date.parse(text.replace(/(?: GMT)?$/, ' GMT')) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return Math.min(MAX_WAIT_SECONDS, Math.max(0, Math.ceil((at - now) / 1000)));
}
