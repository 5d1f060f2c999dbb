import type { StsPolicy } from '../mechanisms/mta-sts/policy.ts';

/** Beyond this the strictest known sender cuts the file off, without a word. */
export const SAFE_POLICY_BYTES = 10 * 1024;

/**
 * The text of a policy file that every known sender reads (RFC 8461 §3.2): ASCII, each key once, version first, every
 * line ended by CRLF, nothing else. Reading it again gives the same policy. One character is one byte.
 */
export function printPolicy({ mode, maxAgeSeconds, mx }: StsPolicy): string {
  return [
    'version: STSv1',
    `mode: ${mode}`,
    ...mx.map((pattern) => `mx: ${pattern}`),
    `max_age: ${maxAgeSeconds}`,
  ]
    .map((line) => `${line}\r\n`)
    .join('');
}
