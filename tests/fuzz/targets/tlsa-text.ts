import assert from 'node:assert/strict';
import { readTlsaText } from '../../../lib/mechanisms/dane/text-records.ts';
import { withEveryFix } from '../../../lib/workshop/fix.ts';
import { expectSoundProblems } from '../../support/sound.ts';
import { TLSA } from '../../support/tlsa-text.ts';

/** What the search puts in. */
export const words = [
  '_25._tcp.a.example.',
  ' IN TLSA ',
  'TYPE52',
  '3 1 1 ',
  '\\# 35 ',
  'DANE-EE SPKI SHA2-256 ',
  'ab'.repeat(32),
  'ab:cd',
  '(',
  ')',
  ';',
  '"',
  '\n',
  '$ORIGIN ',
  '\u200b',
];

/** The input is a text as somebody writes it. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const { records } = readTlsaText(text);
  expectSoundProblems(TLSA.problemsOf(text), text);
  for (const { position, fields } of records)
    for (const { offset, length } of [position, ...fields])
      assert.ok(offset >= 0 && offset + length <= text.length);
  const fixed = withEveryFix(TLSA, text);
  assert.equal(withEveryFix(TLSA, fixed), fixed);
}
