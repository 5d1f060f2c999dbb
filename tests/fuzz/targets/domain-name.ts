import assert from 'node:assert/strict';
import { isIpAddress, labelsOf, parseDomainName, toUnicodeName } from '../../../lib/names/domain-name.ts';

/** What the search puts in. */
export const words = [
  'xn--',
  '.',
  '。',
  '．',
  '-',
  '_',
  '\u00ad',
  '\u200d',
  'ß',
  'ü',
  'İ',
  'K',
  '例',
  '٣',
  '\u0301',
  '0x',
  '[::1]',
  '%41',
  ' ',
  'a'.repeat(64),
];

/** The input is what a person wrote for a name. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  isIpAddress(text);
  const name = parseDomainName(text);
  if (name === null) return;
  assert.match(name, /^[a-z0-9.-]{1,253}$/);
  for (const label of labelsOf(name)) assert.match(label, /^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
  assert.equal(isIpAddress(name), false);
  assert.equal(parseDomainName(`${name.toUpperCase()}.`), name);
  assert.equal(parseDomainName(toUnicodeName(name)), name);
}
