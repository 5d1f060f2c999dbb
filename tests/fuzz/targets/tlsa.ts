import assert from 'node:assert/strict';
import { isCertificate, isPublicKeyInfo } from '../../../lib/mechanisms/dane/der.ts';
import { parseTlsa, usableTlsa } from '../../../lib/mechanisms/dane/tlsa.ts';

/** What the search puts in: the three numbers, digests, and the beginnings of certificates. */
export const words = [
  Uint8Array.of(3, 1, 1),
  Uint8Array.of(2, 0, 0),
  Uint8Array.of(3, 1, 2),
  new Uint8Array(32),
  Uint8Array.of(0x30, 0x82),
  Uint8Array.of(0x30, 0x81, 0x80),
  Uint8Array.of(0x30, 0),
  Uint8Array.of(3, 2, 0, 0),
];

/** The input is the RDATA of one record. */
export function check(input: Uint8Array): void {
  const parsed = parseTlsa(input);
  assert.equal(parsed.state, input.length < 3 ? 'invalid' : 'valid');
  if (parsed.state === 'invalid') return;
  const { usage, selector, matching, data } = parsed.value;
  assert.deepEqual(Uint8Array.of(usage, selector, matching, ...data), Uint8Array.from(input));
  const isUsable = usableTlsa([parsed.value]).length === 1;
  assert.equal(isUsable, parsed.problems.length === 0);
  if (!isUsable) return;
  assert.ok(usage === 2 || usage === 3);
  const isFull = matching === 0;
  assert.ok(isFull || data.length === 32 * matching);
  if (isFull) assert.ok(selector === 0 ? isCertificate(data) : isPublicKeyInfo(data));
}
