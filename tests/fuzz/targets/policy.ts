import assert from 'node:assert/strict';
import { isError, isFragile } from '../../../lib/mechanisms.ts';
import { mxMatcher } from '../../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { policyTextForDisplay } from '../../../lib/mechanisms/mta-sts/policy-text.ts';
import { parsePolicy } from '../../../lib/mechanisms/mta-sts/policy.ts';
import { isStsPolicyRecord } from '../../property/grammar.ts';
import { expectSoundProblems } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'version: STSv1\n',
  'mode: enforce\n',
  'mode: none\n',
  'max_age: 1\n',
  'mx: a.example\n',
  'mx: *.',
  'max_age:',
  ':',
  '\r',
  '\n',
  ' ',
  '\t',
  '#',
  '\ufeff',
  '<html>',
  '\0',
  'é',
  '*',
  '31557600',
  'Mode',
  'max-age',
];

/** The input is the body of a policy. */
export function check(input: Uint8Array): void {
  const parsed = parsePolicy(input);
  expectSoundProblems(parsed.problems, policyTextForDisplay(input));
  assert.equal(parsed.state === 'valid', !parsed.problems.some(isError));
  const isPlain = parsed.state === 'valid' && !parsed.problems.some(isFragile);
  assert.equal(isPlain, isStsPolicyRecord(input));
  if (parsed.state === 'invalid') return;
  const { mode, maxAgeSeconds, mx } = parsed.value;
  const fields = [`mode: ${mode}`, ...mx.map((pattern) => `mx: ${pattern}`), `max_age: ${maxAgeSeconds}`];
  const again = parsePolicy(new TextEncoder().encode(`version: STSv1\r\n${fields.join('\r\n')}`));
  assert.deepEqual(again.state === 'valid' && again.value, parsed.value);
  const covering = mxMatcher(mx);
  for (const pattern of mx) assert.ok([null, pattern].includes(covering(pattern.replace('*', 'mail'))));
}
