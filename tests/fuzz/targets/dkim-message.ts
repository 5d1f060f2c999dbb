import assert from 'node:assert/strict';
import type { LookUp } from '../../../lib/dns/lookup.ts';
import { canonicalBody } from '../../../lib/mechanisms/dkim/canonical.ts';
import { readMessage } from '../../../lib/mechanisms/dkim/message.ts';
import { MOST_SIGNATURES } from '../../../lib/mechanisms/dkim/limits.ts';
import { verifyMessage } from '../../../lib/mechanisms/dkim/verify.ts';

/** What the search puts in. */
export const words = [
  'DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=from; bh=frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=; b=AA==\r\n',
  'From: a@example.com\r\n',
  'c=relaxed/relaxed; ',
  'l=1; ',
  '\r\n',
  '\r\n\r\n',
  '\n',
  ' ',
  '\t',
  ':',
];

const KEY =
  'p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB';
const lookUp = (async () => ({
  state: 'found',
  records: [KEY],
  aliases: [],
  authentic: false,
  ttlSeconds: 1,
})) as unknown as LookUp;

/** The input is a message. */
export async function check(input: Uint8Array): Promise<void> {
  const result = await verifyMessage(Uint8Array.from(input), lookUp, 0);
  const message = readMessage(Uint8Array.from(input));
  assert.equal(result.state === 'too-large', message === null);
  if (result.state === 'too-large' || !message) return;
  assert.ok(result.signatures.length <= MOST_SIGNATURES);
  const count = message.fields.filter(({ name }) => name === 'dkim-signature').length;
  assert.equal(result.signatures.length + result.more, count);
  for (const { state, isHeaderIntact, isBodyIntact, signature } of result.signatures) {
    if (state === 'intact') assert.ok(isHeaderIntact === true && isBodyIntact === true);
    assert.equal(signature === null, state === 'malformed' || state === 'sha1');
  }
  for (const form of ['simple', 'relaxed'] as const) {
    const canonical = canonicalBody(message.body, form, null);
    // What is canonical stays as it is.
    assert.deepEqual(canonicalBody(canonical, form, null), canonical);
  }
}
