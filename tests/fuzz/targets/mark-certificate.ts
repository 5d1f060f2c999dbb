import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readCertificateFile } from '../../../lib/mechanisms/bimi/certificate.ts';

/** What the search puts in: tags and lengths, and what is looked for. */
export const words = [
  ...[0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x0c, 0x17, 0x18, 0x1e, 0x82, 0xa0, 0xa2, 0xa3].map((tag) =>
    Uint8Array.of(tag, 2),
  ),
  Uint8Array.of(0x30, 0x80),
  Uint8Array.of(0x30, 0x82, 0x01, 0x00),
  Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
  Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x11),
  Uint8Array.of(0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x0c),
  '250101000000Z',
  '20500101000000Z',
  'data:image/svg+xml;base64,H4sI',
  'example.com',
];

const context = { domains: ['example.com'], now: Date.UTC(2026, 0, 1) };

/** The input is a certificate; and a file, as it is. */
export async function check(input: Uint8Array): Promise<void> {
  await readCertificateFile(input, context);
  const text = Buffer.from(input).toString('base64');
  const pem = `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  const { certificate, count, faults } = await readCertificateFile(Buffer.from(pem), context);
  assert.equal(certificate !== null, count === 1);
  // One alone lacks its issuer, or is its own.
  assert.ok(faults.length > 0);
  assert.ok(faults.every((fault) => fault.text.length <= 101));
  if (!certificate) return;
  for (const at of [certificate.notBefore, certificate.notAfter])
    assert.ok(at === null || Number.isSafeInteger(at));
  assert.ok(certificate.names.every((name) => name.length <= 101));
}
