import assert from 'node:assert/strict';
import { parseSpfRecord, selectSpfRecord } from '../../../lib/mechanisms/spf/record.ts';
import { isSpfTextRecord } from '../../property/spf-grammar.ts';
import { expectSoundProblems } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'v=spf1',
  ' ',
  '-all',
  'include:',
  'a',
  'mx',
  'ptr:',
  'exists:',
  'ip4:192.0.2.1',
  'ip6:2001:db8::1',
  'redirect=',
  'exp=',
  'x=',
  '/24',
  '//64',
  '%{ir}',
  '%{d2.-}',
  '%%',
  '.example.com',
  ':',
  '\t',
  '\u00e9',
  '~',
];

/** Longer words are read too, but the grammar of the test takes its time. */
const MOST = 2000;

/** Each line of the input is one TXT of the RRset. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const texts = text.split('\n').map((line) => line.slice(0, MOST));
  for (const each of texts) checkText(each);
  const selected = selectSpfRecord(texts);
  const ours = texts.filter((each) => /^v=spf1(?: |$)/i.test(each));
  assert.equal(selected.state === 'found', ours.length === 1 && isSpfTextRecord(ours[0] ?? ''));
  assert.ok(selected.state !== 'invalid' || selected.problems.length > 0);
}

function checkText(text: string): void {
  const parsed = parseSpfRecord(text);
  expectSoundProblems(parsed.problems, text);
  assert.equal(parsed.state === 'valid', isSpfTextRecord(text), text);
  if (parsed.state === 'invalid') {
    assert.ok(parsed.problems.length > 0);
    return;
  }
  const { terms } = parsed.value;
  for (const { text: term, position } of terms)
    assert.equal(text.slice(position.offset, position.offset + position.length), term);
  const again = parseSpfRecord(['v=spf1', ...terms.map((term) => term.text)].join(' '));
  assert.equal(again.state === 'valid' && again.value.terms.length, terms.length);
}
