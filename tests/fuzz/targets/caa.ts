import assert from 'node:assert/strict';
import { caaPolicy } from '../../../lib/mechanisms/caa/policy.ts';
import { CAA_PROBLEMS } from '../../../lib/mechanisms/caa/problems.ts';
import { parseCaa } from '../../../lib/mechanisms/caa/record.ts';
import { expectSoundProblemsBy } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  '\x00\x05issue',
  '\x00\x09issuewild',
  '\x80\x09issuemail',
  '\x00\x05iodef',
  '\x01\x03tbs',
  'ca.example',
  '; ',
  'accounturi=https://ca.example/1',
  'validationmethods=http-01',
];

/** The input is the RDATA of one record. */
export function check(input: Uint8Array): void {
  const parsed = parseCaa(Uint8Array.from(input));
  expectSoundProblemsBy(CAA_PROBLEMS, parsed.problems, '');
  if (parsed.state === 'invalid') return;
  const { tag, issuer, value } = parsed.value;
  const policy = caaPolicy([parsed.value]);
  assert.equal(policy.issue === null, tag !== 'issue');
  if (!issuer) return;
  if (issuer.isMalformed) assert.deepEqual([issuer.name, issuer.parameters], [null, []]);
  // The grammar of RFC 8659 §4.2, written once more.
  const label = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
  const parameter = `${label}[ \\t]*=[ \\t]*[\\x21-\\x3a\\x3c-\\x7e]*`;
  const grammar = `^[ \\t]*(?:${label}(?:\\.${label})*[ \\t]*)?(?:;[ \\t]*(?:${parameter}(?:[ \\t]*;[ \\t]*${parameter})*[ \\t]*)?)?$`;
  if (value.length < 60) assert.equal(!issuer.isMalformed, new RegExp(grammar).test(value));
}
