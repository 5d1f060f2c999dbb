import assert from 'node:assert/strict';
import { withEveryFix } from '../../../lib/workshop/fix.ts';
import { BIMI } from '../../support/txt-texts.ts';
import { BIMI_PROBLEMS } from '../../../lib/mechanisms/bimi/problems.ts';
import { parseBimiRecord, selectBimiRecord } from '../../../lib/mechanisms/bimi/record.ts';
import { isErrorBy } from '../../../lib/problem.ts';
import { expectSoundProblemsBy } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'v=BIMI1;',
  'l=https://example.com/a.svg;',
  'a=https://example.com/a.pem;',
  'l=;',
  'a=;',
  'avp=personal;',
  'lps=a-,b;',
  ',',
  '%41',
  '\n',
];

/** Each line of the input is one TXT. */
export function check(input: Uint8Array): void {
  const texts = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input).split('\n');
  for (const text of texts) {
    const parsed = parseBimiRecord(text);
    expectSoundProblemsBy(BIMI_PROBLEMS, parsed.problems, text);
    assert.equal(
      parsed.state === 'invalid',
      parsed.problems.some(({ code }) => isErrorBy(BIMI_PROBLEMS[code])),
    );
    if (parsed.state === 'invalid') continue;
    const { logo, evidence, isDeclined, avatar } = parsed.value;
    for (const uri of [logo, evidence]) assert.ok(uri === null || new URL(uri).protocol === 'https:');
    assert.equal(isDeclined, logo === null && evidence === null);
    const again = parseBimiRecord(`v=BIMI1; l=${logo ?? ''}; a=${evidence ?? ''}; avp=${avatar}`);
    assert.equal(again.state, 'valid');
  }
  const selected = selectBimiRecord(texts);
  if (selected.state === 'found') assert.ok(texts.includes(selected.text));
  const text = texts.join('\n');
  const after = withEveryFix(BIMI, text);
  assert.equal(withEveryFix(BIMI, after), after);
}
