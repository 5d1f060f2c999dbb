import assert from 'node:assert/strict';
import { parseTlsrptRecord, selectTlsrptRecord } from '../../../lib/mechanisms/tlsrpt/record.ts';
import { isTlsrptTextRecord } from '../../property/grammar.ts';
import { expectSoundProblems } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'v=TLSRPTv1',
  ';',
  'rua=',
  'mailto:a@b.example',
  'https://a.example/',
  ',',
  '!',
  ' ',
  '\t',
  '=',
  '\n',
  'é',
  '%2',
];

/** Each line of the input is one TXT of the RRset. */
export function check(input: Uint8Array): void {
  const texts = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input).split('\n');
  for (const text of texts) checkText(text);
  const selected = selectTlsrptRecord(texts);
  const ours = texts.length === 1 ? texts : texts.filter((text) => text.startsWith('v=TLSRPTv1;'));
  const [only = ''] = ours;
  assert.equal(selected.state === 'found', ours.length === 1 && isTlsrptTextRecord(only));
}

function checkText(text: string): void {
  const parsed = parseTlsrptRecord(text);
  expectSoundProblems(parsed.problems, text);
  assert.equal(parsed.state === 'valid', isTlsrptTextRecord(text));
  if (parsed.state === 'invalid') {
    assert.ok(parsed.problems.length > 0);
    return;
  }
  const again = parseTlsrptRecord(`v=TLSRPTv1; rua=${parsed.value.rua.join(',')}`);
  assert.deepEqual(again.state === 'valid' && again.value, parsed.value);
}
