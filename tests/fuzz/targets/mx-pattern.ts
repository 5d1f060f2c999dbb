import assert from 'node:assert/strict';
import { faultOfMxPattern, matchesMx, mxMatcher } from '../../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { isMxPattern, matchesLabelByLabel } from '../../property/mx-grammar.ts';

/** What the search puts in. */
export const words = [
  '*.',
  '*',
  '.',
  '\n',
  'a',
  'A.example',
  '-',
  '_',
  'K',
  '\u212a',
  'é',
  ' ',
  ':25',
  '192.0.2.1',
  'a'.repeat(64),
  'a.'.repeat(126),
];

/** The first line of the input is an MX host, every other one a pattern. */
export function check(input: Uint8Array): void {
  const [host = '', ...patterns] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input).split('\n');
  for (const pattern of patterns) {
    assert.equal(faultOfMxPattern(pattern) === null, isMxPattern(pattern));
    assert.equal(matchesMx(pattern, host), matchesLabelByLabel(pattern, host));
  }
  const covering = mxMatcher(patterns)(host);
  assert.equal(
    covering !== null,
    patterns.some((pattern) => matchesLabelByLabel(pattern, host)),
  );
  if (covering !== null) assert.ok(patterns.includes(covering) && matchesLabelByLabel(covering, host));
}
