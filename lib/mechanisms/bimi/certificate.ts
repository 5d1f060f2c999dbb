import { chainFaults } from './certificate-chain.ts';
import { faultOf, cut, type CertificateFault } from './certificate-faults.ts';
import { matchNames } from './certificate-names.ts';
import { authorityNameOf, markTypeOf, organizationOf } from './certificate-words.ts';
import { certifiedImage, type CertifiedImage } from './certified-image.ts';
import { SEQUENCE } from '../../octets/der.ts';
import { pemBlocksIn } from '../../octets/pem.ts';
import { readX509, type X509 } from '../../octets/x509.ts';
import { dnsNamesOf, isAuthority, purposesOf } from '../../octets/x509-extensions.ts';

/** What a file with the certificate of a logo says. JSON; what is null is not there, or cannot be read. */
export interface CertificateFile {
  /** The certificate of the logo; null where the file has none that can be read. */
  readonly certificate: MarkCertificate | null;
  /** How many certificates can be read. */
  readonly count: number;
  readonly faults: readonly CertificateFault[];
}

export interface MarkCertificate {
  readonly organization: string | null;
  readonly markType: string | null;
  readonly issuer: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly notBefore: number | null;
  readonly notAfter: number | null;
  /** As written; at most twenty. */
  readonly names: readonly string[];
  readonly image: CertifiedImage;
}

/** Whom it has to fit, and when. */
export interface CertificateContext {
  /** The domain itself first, then the one above it that DMARC goes by, where that is known; lower case. */
  readonly domains: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Authorities have three in a file: the certificate, the one of its issuer, and the root. */
const MOST_BLOCKS = 20;
const MOST_NAMES = 20;
/** 1.3.6.1.5.5.7.1.12 (RFC 3709 §4.1). */
const LOGOTYPE = '2b0601050507010c';
/** id-kp-BrandIndicatorforMessageIdentification, 1.3.6.1.5.5.7.3.31. */
const BRAND_INDICATOR = '2b0601050507031f';

/** Reads a file of PEM with the certificate of a logo. Verifies no signature. Never rejects; of a private key it says that there is one, and nothing else. */
export async function readCertificateFile(
  file: Uint8Array,
  context: CertificateContext,
): Promise<CertificateFile> {
  const blocks = pemBlocksIn(file, MOST_BLOCKS + 1);
  const written = blocks.filter(({ label }) => /^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label));
  const read = written.slice(0, MOST_BLOCKS).map(({ octets }) => octets && readX509(octets));
  const all = read.filter((each) => each !== null);
  const leaf = all.find(isForLogos) ?? all.find((each) => !isAuthority(each)) ?? all[0];
  const ofFile = [
    ...(blocks.some(({ label }) => label.endsWith('PRIVATE KEY')) ? [faultOf('private-key')] : []),
    ...(written.length === 0 ? [faultOf(file[0] === SEQUENCE ? 'der' : 'no-certificate')] : []),
    ...(all.length < read.length ? [faultOf('malformed')] : []),
    ...(blocks.length > MOST_BLOCKS ? [faultOf('many')] : []),
  ];
  if (!leaf) return { certificate: null, count: 0, faults: ofFile };
  const image = await certifiedImage(leaf.extensions.get(LOGOTYPE));
  const names = dnsNamesOf(leaf);
  return {
    certificate: {
      organization: organizationOf(leaf.subject),
      markType: markTypeOf(leaf.subject),
      issuer: authorityNameOf(leaf.issuer),
      notBefore: leaf.notBefore,
      notAfter: leaf.notAfter,
      names: names.slice(0, MOST_NAMES).map(cut),
      image,
    },
    count: all.length,
    faults: [
      ...ofFile,
      ...(isForLogos(leaf) ? [] : [faultOf('purpose')]),
      ...nameFaults(names, context.domains),
      ...dateFaults(leaf, context.now),
      ...imageFaults(image),
      ...chainFaults(leaf, all, context.now),
    ],
  };
}

function isForLogos(certificate: X509): boolean {
  return !isAuthority(certificate) && (purposesOf(certificate)?.includes(BRAND_INDICATOR) ?? false);
}

function nameFaults(names: readonly string[], domains: readonly string[]): CertificateFault[] {
  if (names.length === 0) return [faultOf('no-names')];
  const match = matchNames(names, domains);
  const text = names.slice(0, 3).map(cut).join(', ');
  if (match === 'exact') return [];
  return [faultOf(match === 'none' ? 'not-for-domain' : 'related', { text })];
}

function dateFaults({ notBefore, notAfter }: X509, now: number): CertificateFault[] {
  if (notBefore === null || notAfter === null) return [faultOf('no-dates')];
  if (notAfter < now) return [faultOf('expired', { at: notAfter })];
  return notBefore > now ? [faultOf('not-yet', { at: notBefore })] : [];
}

function imageFaults(image: CertifiedImage): CertificateFault[] {
  if (image.state === 'absent') return [faultOf('no-logo')];
  if (image.state === 'unreadable') return [faultOf('logo-unreadable')];
  return image.isAsStated === false ? [faultOf('logo-hash')] : [];
}
