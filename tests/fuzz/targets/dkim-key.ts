import assert from 'node:assert/strict';
import { withEveryFix } from '../../../lib/workshop/fix.ts';
import { DKIM } from '../../support/txt-texts.ts';
import { parseDkimKey } from '../../../lib/mechanisms/dkim/key.ts';
import { DKIM_PROBLEMS } from '../../../lib/mechanisms/dkim/problems.ts';
import { isErrorBy } from '../../../lib/problem.ts';
import { expectSoundProblemsBy } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'v=DKIM1;',
  'k=rsa;',
  'k=ed25519;',
  'p=',
  'h=sha256',
  't=y:s',
  's=email',
  ';',
  ':',
  '=',
  ' ',
  '"',
  '\\',
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ',
  'AwEAAQ',
  'MIIBCgKCAQEA',
  '-----BEGIN RSA PRIVATE KEY-----',
];

/** The input is the text of one TXT. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const key = parseDkimKey(text);
  expectSoundProblemsBy(DKIM_PROBLEMS, key.problems, text);
  const errors = key.problems.filter(({ code }) => isErrorBy(DKIM_PROBLEMS[code]));
  const refused = errors.filter(({ code }) => DKIM_PROBLEMS[code].severity === 'error');
  if (key.state === 'usable') {
    assert.deepEqual(refused, []);
    assert.ok(key.data && key.data.type === key.type);
  }
  if (key.state === 'invalid') assert.ok(errors.length > 0, 'nothing says why');
  if (key.state === 'revoked') assert.deepEqual([key.data, errors], [null, []]);
  if (key.state === 'not-dkim') assert.ok(key.problems.length > 0);
  assert.equal(key.bits, key.data?.bits ?? null);
  assert.equal(key.exponent === null, key.data?.type !== 'rsa');
  if (key.data?.type === 'rsa') assert.equal(Math.ceil(key.data.bits / 8), key.data.modulus.length);
  const after = withEveryFix(DKIM, text);
  assert.equal(withEveryFix(DKIM, after), after);
}
