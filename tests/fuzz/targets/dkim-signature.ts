import assert from 'node:assert/strict';
import { DKIM_SIGNATURE_PROBLEMS } from '../../../lib/mechanisms/dkim/signature-problems.ts';
import { parseDkimSignature } from '../../../lib/mechanisms/dkim/signature.ts';
import { isErrorBy } from '../../../lib/problem.ts';
import { expectSoundProblemsBy } from '../../support/sound.ts';

/** What the search puts in. */
export const words = [
  'DKIM-Signature:',
  'v=1;',
  'a=rsa-sha256;',
  'a=ed25519-sha256;',
  'c=relaxed/simple;',
  'd=example.com;',
  's=s1;',
  'h=from:to;',
  'bh=aGFzaA==;',
  'b=c2lnbg==',
  'i=@a.example.com;',
  'l=0;',
  't=1;',
  'x=2;',
  'q=dns/txt;',
  '\r\n ',
  '=',
  ':',
];

/** The input is a header field. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const parsed = parseDkimSignature(text);
  expectSoundProblemsBy(DKIM_SIGNATURE_PROBLEMS, parsed.problems, text);
  assert.equal(
    parsed.state === 'invalid',
    parsed.problems.some(({ code }) => isErrorBy(DKIM_SIGNATURE_PROBLEMS[code])),
  );
  if (parsed.state === 'invalid') return;
  const { domain, selector, keyName, fields, identity, expiresAt, signedAt } = parsed.value;
  assert.equal(keyName, `${selector}._domainkey.${domain}`.toLowerCase());
  assert.ok(fields.includes('from'));
  assert.ok(identity.domain === domain || identity.domain.endsWith(`.${domain}`));
  assert.ok(signedAt === null || expiresAt === null || expiresAt > signedAt);
}
