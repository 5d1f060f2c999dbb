import assert from 'node:assert/strict';
import { isError } from '../../../lib/mechanisms.ts';
import { parseStsRecord, selectStsRecord } from '../../../lib/mechanisms/mta-sts/record.ts';
import { isStsTextRecord } from '../../property/grammar.ts';
import { expectSoundProblems } from '../../support/sound.ts';

/** What the search puts in. */
export const words = ['v=STSv1', ';', 'id=', 'id=1', ' ', '\t', '=', '\n', 'é', 'v=STSv1; id=1', 'v = stsv1'];

/** Each line of the input is one TXT of the RRset. */
export function check(input: Uint8Array): void {
  const texts = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input).split('\n');
  for (const text of texts) checkText(text);
  const selected = selectStsRecord(texts);
  const ours = texts.length === 1 ? texts : texts.filter((text) => text.startsWith('v=STSv1;'));
  const [only = ''] = ours;
  assert.equal(selected.state === 'found', ours.length === 1 && isStsTextRecord(only));
}

function checkText(text: string): void {
  const parsed = parseStsRecord(text);
  expectSoundProblems(parsed.problems, text);
  assert.equal(parsed.state === 'valid', isStsTextRecord(text));
  assert.equal(parsed.state === 'valid', !parsed.problems.some(isError));
  if (parsed.state === 'invalid') return;
  const { id, extensions } = parsed.value;
  const printed = Object.entries({ id, ...extensions }).map(([name, value]) => `; ${name}=${value}`);
  const again = parseStsRecord(`v=STSv1${printed.join('')}`);
  assert.deepEqual(again.state === 'valid' && again.value, parsed.value);
}
