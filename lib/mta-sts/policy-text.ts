import type { Problems } from '../problem.ts';

/**
 * The bytes of a policy as text, a byte order mark kept as its first character (so that positions are those of the
 * file), or null where they are not UTF-8 (RFC 8461 §3.2, sts-policy-vchar); the first bad byte is then noted.
 */
export function decodePolicyText(bytes: Uint8Array, problems: Problems): string | null {
  const text = policyTextForDisplay(bytes);
  const fault = firstDifference(bytes, new TextEncoder().encode(text));
  if (fault === -1) return text;
  const before = policyTextForDisplay(bytes.subarray(0, fault));
  const line = before.split('\n').length;
  problems.add('policy-not-utf8', {}, { offset: before.length, length: 1, line });
  return null;
}

/** The same bytes as text for people: what is not UTF-8 becomes U+FFFD. Never fails. */
export function policyTextForDisplay(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Where two byte sequences part, or -1 where they are the same. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const index = a.findIndex((byte, i) => byte !== b[i]);
  return index === -1 && a.length < b.length ? a.length : index;
}
