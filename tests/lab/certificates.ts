// The certificate library's dependency injection refuses to load without this.
import 'reflect-metadata';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';
import type { CertificateKind } from './world/types.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** Certificate (for a CA-signed one with its chain) and private key, both PEM. */
export interface Identity {
  certificatePem: string;
  keyPem: string;
}

/** A certificate authority for one run of the lab; its key never leaves memory. */
export interface CertificateAuthority {
  certificatePem: string;
  /** SHA-256 of the public key that all good certificates, and only they, share; base64. */
  goodKeyHash: string;
  /** A certificate for `host` of that kind; the same one on every call. */
  identity(host: string, kind: CertificateKind): Promise<Identity>;
  /** The same, ready for an SNI callback. */
  context(host: string, kind: CertificateKind): Promise<SecureContext>;
}

/** Makes a new test CA. Nothing is kept on disk. */
export async function createAuthority(): Promise<CertificateAuthority> {
  const keys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Waxseal lab CA',
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(-DAY_MS, 30 * DAY_MS),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const goodKeys = await newKeys();
  const identities = new Map<string, Promise<Identity>>();
  const contexts = new Map<string, Promise<SecureContext>>();
  const identity = (host: string, kind: CertificateKind): Promise<Identity> =>
    remembered(identities, `${kind} ${host}`, () =>
      issue(host, kind, { ca, key: keys.privateKey, goodKeys }),
    );
  return {
    certificatePem: ca.toString('pem'),
    goodKeyHash: await publicKeyHash(goodKeys.publicKey),
    identity,
    context: (host, kind) =>
      remembered(contexts, `${kind} ${host}`, async () => {
        const { certificatePem, keyPem } = await identity(host, kind);
        return createSecureContext({ cert: certificatePem, key: keyPem });
      }),
  };
}

interface Issuer {
  ca: x509.X509Certificate;
  key: CryptoKey;
  goodKeys: CryptoKeyPair;
}

async function issue(host: string, kind: CertificateKind, issuer: Issuer): Promise<Identity> {
  const keys = kind === 'good' ? issuer.goodKeys : await newKeys();
  const subject = kind === 'wrong-name' ? `not-${host}` : host;
  const certificate = await x509.X509CertificateGenerator.create({
    // A host name may be longer than a common name can be, so the name stands in the extension alone.
    subject: 'O=Waxseal lab',
    issuer: kind === 'self-signed' ? 'O=Waxseal lab' : issuer.ca.subject,
    publicKey: keys.publicKey,
    signingKey: kind === 'self-signed' ? keys.privateKey : issuer.key,
    signingAlgorithm: ALGORITHM,
    ...(kind === 'expired' ? validity(-60 * DAY_MS, -2 * DAY_MS) : validity(-DAY_MS, 20 * DAY_MS)),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: subject }]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const chain = kind === 'self-signed' ? [certificate] : [certificate, issuer.ca];
  return {
    certificatePem: chain.map((part) => part.toString('pem')).join('\n') + '\n',
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY') + '\n',
  };
}

async function publicKeyHash(key: CryptoKey): Promise<string> {
  const spki = await crypto.subtle.exportKey('spki', key);
  return Buffer.from(await crypto.subtle.digest('SHA-256', spki)).toString('base64');
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity(fromMs: number, untilMs: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now + fromMs), notAfter: new Date(now + untilMs) };
}

function remembered<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = cache.get(key) ?? make();
  cache.set(key, made);
  return made;
}
