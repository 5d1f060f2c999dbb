import { Buffer } from 'node:buffer';
import { createPrivateKey } from 'node:crypto';
import { signed } from '../support/dkim.ts';

/** The private half of the key at default._domainkey.rfc-key.test, printed in RFC 8463 §A.1. */
const PRINTED = Buffer.from('nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=', 'base64');
const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), PRINTED]),
  format: 'der',
  type: 'pkcs8',
});
/** A domain of the lab whose key is public. */
export const SIGNED_DOMAIN = 'rfc-key.test';
/** A message of it, with words that are to be kept nowhere. */
export const SIGNED_MESSAGE = signed({
  fields: [`From: Somebody <a@${SIGNED_DOMAIN}>`, 'Subject: A secret of mine'],
  tags: `v=1; a=ed25519-sha256; d=${SIGNED_DOMAIN}; s=default; h=from:subject`,
  body: 'Words that nobody else reads.\r\n',
  key: KEY,
});
