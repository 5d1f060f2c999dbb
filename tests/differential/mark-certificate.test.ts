import { Buffer } from 'node:buffer';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readCertificateFile } from '../../lib/mechanisms/bimi/certificate.ts';
import { pemBlocksIn } from '../../lib/octets/pem.ts';
import { readX509 } from '../../lib/octets/x509.ts';
import { dnsNamesOf, isAuthority, purposesOf } from '../../lib/octets/x509-extensions.ts';

/**
 * readCertificateFile and Node's own reader say the same of certificates that authorities have issued: those that mailauth's reader is tested with. Which image is in them Node finds by
 * looking for it.
 */

const require = createRequire(createRequire(import.meta.url).resolve('mailauth/package.json'));
const FOLDER = join(dirname(require.resolve('@postalsys/vmc/package.json')), 'test', 'fixtures');

it.each([
  ['paypal_vmc.pem', 'paypal.com', 'Registered Mark'],
  ['xometry_cmc.pem', 'xometry.com', 'Prior Use Mark'],
  ['globalsign-vmc.pem', 'globalsign.com', 'Registered Mark'],
  ['cnn.pem', 'cnn.com', null],
  ['redshift.pem', 'redsift.com', null],
])('they agree about %s', async (file, domain, mark) => {
  const pem = readFileSync(join(FOLDER, file));
  const [leaf] = pemBlocksIn(pem, 1);
  const node = new X509Certificate(leaf?.octets ?? new Uint8Array());
  const now = Date.parse(node.validFrom) + 1;
  const { certificate, faults } = await readCertificateFile(pem, { domains: [domain], now });
  expect(faults).toEqual([]);
  expect(certificate?.notBefore).toBe(Date.parse(node.validFrom));
  expect(certificate?.notAfter).toBe(Date.parse(node.validTo));
  expect(certificate?.names.map((name) => `DNS:${name}`).join(', ')).toBe(node.subjectAltName);
  expect(`\n${node.subject.replaceAll('\\', '')}\n`).toContain(`\nO=${certificate?.organization}\n`);
  expect(certificate?.markType).toBe(mark);
  const [, url = ''] =
    /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/.exec(node.raw.toString('latin1')) ?? [];
  const sha256 = createHash('sha256')
    .update(gunzipSync(Buffer.from(url, 'base64')))
    .digest('hex');
  expect(certificate?.image).toEqual({ state: 'found', sha256, isAsStated: true });
});

it.each([
  'paypal_vmc.pem',
  'globalsign-vmc.pem',
  'redshift.pem',
  'digicert.pem',
  'globalsign-root.pem',
  'catchall.delivery.pem',
])('Node says the same of each certificate in %s', (file) => {
  const blocks = pemBlocksIn(readFileSync(join(FOLDER, file)), 20);
  expect(blocks.length).toBeGreaterThan(0);
  for (const { octets } of blocks) {
    const node = new X509Certificate(octets ?? new Uint8Array());
    const ours = readX509(octets ?? new Uint8Array());
    if (!ours) throw new Error('Not read.');
    expect(ours.notBefore).toBe(Date.parse(node.validFrom));
    expect(ours.notAfter).toBe(Date.parse(node.validTo));
    expect(isAuthority(ours)).toBe(node.ca);
    expect(
      dnsNamesOf(ours)
        .map((name) => `DNS:${name}`)
        .join(', '),
    ).toBe(node.subjectAltName ?? '');
    expect(purposesOf(ours)?.length ?? 0).toBe(node.keyUsage?.length ?? 0);
    expect(ours.subject.key === ours.issuer.key).toBe(node.subject === node.issuer);
  }
});
