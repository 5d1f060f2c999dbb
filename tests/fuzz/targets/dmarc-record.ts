import assert from 'node:assert/strict';
import { parseDmarcRecord, selectDmarcRecord } from '../../../lib/mechanisms/dmarc/record.ts';
import { POLICIES } from '../../../lib/mechanisms/dmarc/policy.ts';
import { isDmarcText } from '../../property/dmarc-grammar.ts';
import { expectSoundProblems } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'v=DMARC1',
  ';',
  'p=',
  'sp=',
  'np=',
  'none',
  'quarantine',
  'reject',
  'rua=',
  'ruf=',
  'mailto:a@b.example',
  ',',
  '!10m',
  'psd=y',
  't=y',
  'fo=0:d',
  'adkim=s',
  'pct=0',
  ' ',
  '\t',
  '=',
  '\n',
  'é',
  '\u200b',
];

/** Each line of the input is one TXT of the RRset. */
export function check(input: Uint8Array): void {
  const texts = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input).split('\n');
  for (const text of texts) checkText(text);
  const selected = selectDmarcRecord(texts);
  const ours = texts.filter(isDmarcText);
  const [only = ''] = ours;
  const isFound = ours.length === 1 && parseDmarcRecord(only).state === 'valid';
  assert.equal(selected.state, ours.length === 0 ? 'absent' : isFound ? 'found' : 'invalid');
}

function checkText(text: string): void {
  const parsed = parseDmarcRecord(text);
  expectSoundProblems(parsed.problems, text);
  if (parsed.state === 'invalid') {
    assert.ok(parsed.problems.length > 0);
    return;
  }
  assert.ok(isDmarcText(text));
  const { p, sp, np, effective, rua } = parsed.value;
  // What is applied is never more than what is written.
  for (const policy of Object.values(effective)) {
    assert.ok(POLICIES.includes(policy));
    assert.ok(policy === 'none' || [p, sp, np].includes(policy));
  }
  assert.ok(p !== null || rua.length > 0);
}
