import type { StsProblemCode } from './problems.ts';
import type { Problems } from '../../problem.ts';

/**
 * The bytes of a policy as text, a byte order mark kept as its first character (so that positions are those of the
 * file), or null where they are not UTF-8 (RFC 8461 §3.2, sts-policy-vchar); the first bad byte is then noted.
 */
export function decodePolicyText(bytes: Uint8Array, problems: Problems<StsProblemCode>): string | null {
  try {
    return STRICT.decode(bytes);
  } catch {
    noteBadBytes(bytes, problems);
    return null;
  }
}

const STRICT = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });

function noteBadBytes(bytes: Uint8Array, problems: Problems<StsProblemCode>): void {
  const encoded = new TextEncoder().encode(policyTextForDisplay(bytes));
  let fault = firstDifference(bytes, encoded);
  // U+FFFD, which stands for the bad bytes, may begin with the same byte as they do.
  while (((encoded[fault] ?? 0) & 0xc0) === 0x80) fault -= 1;
  const before = policyTextForDisplay(bytes.subarray(0, fault));
  const line = before.split('\n').length;
  problems.add('policy-not-utf8', {}, { offset: before.length, length: 1, line });
}

/** The same bytes as text for people: what is not UTF-8 becomes U+FFFD. Never fails. */
export function policyTextForDisplay(bytes: Uint8Array): string {
  return LENIENT.decode(bytes);
}

/** Where two byte sequences that are not the same part. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const index = a.findIndex((byte, i) => byte !== b[i]);
  return index === -1 ? a.length : index;
}
