// The certificate library's dependency injection refuses to load without this.
import 'reflect-metadata';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import * as x509 from '@peculiar/x509';
import { der, oid } from './der.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** What the certificate of a logo says; what is left out is as it should be. */
export interface Mark {
  names: readonly string[];
  logo: string;
  /** Days from now. */
  from?: number;
  until?: number;
  purposes?: readonly string[];
  /** The attribute of the requirements for mark certificates. */
  markType?: string;
  /** The contents of the extension `logotype`; null for a certificate without it. */
  logotype?: Uint8Array | null;
  /** Days from now until which its issuer's own certificate is valid. */
  issuerUntil?: number;
}

/** The object identifier that a mark certificate has for its purpose. */
export const BRAND_INDICATOR = '1.3.6.1.5.5.7.3.31';
const LOGOTYPE = '1.3.6.1.5.5.7.1.12';

/** A mark certificate, that of its issuer and the root, in this order; each as PEM. Nobody trusts the root. */
export async function markChain(mark: Mark): Promise<[leaf: string, issuer: string, root: string]> {
  const { names, logo, from = -1, until = 300, purposes = [BRAND_INDICATOR] } = mark;
  const { markType = 'Registered Mark', logotype = logotypeOf(logo), issuerUntil = 900 } = mark;
  const [rootKeys, issuerKeys, keys] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const authority = [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
  ];
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'O=Waxseal lab, CN=Waxseal lab mark root',
    keys: rootKeys,
    signingAlgorithm: ALGORITHM,
    ...days(-900, 900),
    extensions: authority,
  });
  const issuer = await x509.X509CertificateGenerator.create({
    subject: 'O=Waxseal lab, CN=Waxseal lab mark CA',
    issuer: root.subject,
    publicKey: issuerKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    ...days(-900, issuerUntil),
    extensions: authority,
  });
  const leaf = await x509.X509CertificateGenerator.create({
    subject: new x509.Name([
      { O: ['Example Brand Ltd'] },
      { CN: ['Example Brand Ltd'] },
      { '1.3.6.1.4.1.53087.1.13': [markType] },
    ]).toString(),
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    ...days(from, until),
    extensions: [
      ...(names.length > 0
        ? [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))]
        : []),
      new x509.ExtendedKeyUsageExtension([...purposes]),
      ...(logotype ? [new x509.Extension(LOGOTYPE, false, new Uint8Array(logotype))] : []),
    ],
  });
  const pem = (certificate: x509.X509Certificate) => `${certificate.toString('pem')}\n`;
  return [pem(leaf), pem(issuer), pem(root)];
}

/** The extension of a logo that is within the certificate, compressed, with a hash of it (RFC 3709 §4.1). */
export function logotypeOf(
  logo: string,
  {
    url = `data:image/svg+xml;base64,${gzipSync(logo).toString('base64')}`,
    hash = ['2.16.840.1.101.3.4.2.1', createHash('sha256').update(logo).digest()] as [string, Uint8Array],
  } = {},
): Uint8Array {
  const ia5 = (text: string) => der(0x16, Buffer.from(text, 'latin1'));
  const details = der(
    0x30,
    ia5('image/svg+xml'),
    der(0x30, der(0x30, der(0x30, oid(hash[0])), der(0x04, hash[1]))),
    der(0x30, ia5(url)),
  );
  return der(0x30, der(0xa2, der(0xa0, der(0x30, der(0x30, details)))));
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function days(from: number, until: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now + from * DAY_MS), notAfter: new Date(now + until * DAY_MS) };
}
