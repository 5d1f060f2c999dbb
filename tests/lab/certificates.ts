// The certificate library's dependency injection refuses to load without this.
import 'reflect-metadata';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';
import type { CertificateKind } from './description/types.ts';

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
  /** A certificate for `host` of that kind; the same one on every call. `issuerUrl` is for those of an unknown issuer. */
  identity(host: string, kind: CertificateKind, issuerUrl?: string): Promise<Identity>;
  /** The same, ready for an SNI callback. */
  context(host: string, kind: CertificateKind, issuerUrl?: string): Promise<SecureContext>;
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
  const identity: CertificateAuthority['identity'] = (host, kind, issuerUrl) =>
    remembered(identities, `${kind} ${host} ${issuerUrl}`, () =>
      issue(host, kind, { ca, key: keys.privateKey, goodKeys }, issuerUrl),
    );
  return {
    certificatePem: ca.toString('pem'),
    goodKeyHash: await publicKeyHash(goodKeys.publicKey),
    identity,
    context: (host, kind, issuerUrl) =>
      remembered(contexts, `${kind} ${host} ${issuerUrl}`, async () => {
        const { certificatePem, keyPem } = await identity(host, kind, issuerUrl);
        return createSecureContext({ cert: certificatePem, key: keyPem });
      }),
  };
}

interface Issuer {
  ca: x509.X509Certificate;
  key: CryptoKey;
  goodKeys: CryptoKeyPair;
}

async function issue(
  host: string,
  kind: CertificateKind,
  issuer: Issuer,
  issuerUrl?: string,
): Promise<Identity> {
  const isStrange = kind === 'unknown-issuer';
  const stranger = isStrange ? await newKeys() : undefined;
  const keys = kind === 'good' ? issuer.goodKeys : await newKeys();
  const subject = kind === 'wrong-name' ? `not-${host}` : host;
  const certificate = await x509.X509CertificateGenerator.create({
    // A host name may be longer than a common name can be, so the name stands in the extension alone.
    subject: 'O=Waxseal lab',
    issuer: kind === 'self-signed' ? 'O=Waxseal lab' : isStrange ? 'CN=Nobody knows' : issuer.ca.subject,
    publicKey: keys.publicKey,
    signingKey: kind === 'self-signed' ? keys.privateKey : (stranger?.privateKey ?? issuer.key),
    signingAlgorithm: ALGORITHM,
    ...lifeOf(kind),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: subject }]),
      ...(issuerUrl === undefined ? [] : [new x509.AuthorityInfoAccessExtension({ caIssuers: issuerUrl })]),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const chain = kind === 'self-signed' || isStrange ? [certificate] : [certificate, issuer.ca];
  return {
    certificatePem: chain.map((part) => part.toString('pem')).join('\n') + '\n',
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY') + '\n',
  };
}

function lifeOf(kind: CertificateKind): { notBefore: Date; notAfter: Date } {
  if (kind === 'expired') return validity(-60 * DAY_MS, -2 * DAY_MS);
  return kind === 'not-yet-valid' ? validity(2 * DAY_MS, 20 * DAY_MS) : validity(-DAY_MS, 20 * DAY_MS);
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
