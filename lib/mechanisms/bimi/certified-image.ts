import { readLogotype } from './logotype.ts';
import { inflated } from './inflate.ts';
import { dataUrlOctets } from '../../octets/data-url.ts';
import { hexOf } from '../../octets/der-values.ts';

/** What a certificate says of the logo that it is for. JSON. */
export type CertifiedImage =
  | { readonly state: 'absent' }
  /** The extension, or the image in it, cannot be read. */
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'found';
      /** SHA-256 of the image without compression, in hexadecimal digits; null where the certificate neither holds the image nor states that hash. */
      readonly sha256: string | null;
      /** Whether the image within has one of the hashes that the certificate states for it; null where that could not be compared. */
      readonly isAsStated: boolean | null;
    };

/** Looks into the extension `logotype` of a certificate. Never rejects; holds no more of a compressed image than of any other. */
export async function certifiedImage(extension: Uint8Array | undefined): Promise<CertifiedImage> {
  if (!extension) return { state: 'absent' };
  const logotype = readLogotype(extension);
  if (!logotype) return { state: 'unreadable' };
  const { url, hashes } = logotype;
  if (!/^data:/i.test(url)) {
    const stated = hashes.find(({ algorithm }) => algorithm === 'SHA-256');
    return { state: 'found', sha256: stated?.value ?? null, isAsStated: null };
  }
  const written = dataUrlOctets(url);
  const image = written && (await inflated(written));
  if (!image || image === 'broken') return { state: 'unreadable' };
  const sha256 = await digestOf('SHA-256', image);
  const compared = await Promise.all(
    hashes.flatMap(({ algorithm, value }) =>
      algorithm === null ? [] : [isHashOf(algorithm, value, [image, written])],
    ),
  );
  return {
    state: 'found',
    sha256,
    isAsStated: compared.length > 0 ? compared.some(Boolean) : null,
  };
}

/** The hash of octets in hexadecimal digits; of an algorithm of WebCrypto. */
export async function digestOf(algorithm: string, octets: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest(algorithm, octets as Uint8Array<ArrayBuffer>)));
}

/** Authorities hash the image without its compression. One who hashed what stands there has named the same image. */
async function isHashOf(algorithm: string, value: string, forms: readonly Uint8Array[]): Promise<boolean> {
  const digests = await Promise.all(forms.map((octets) => digestOf(algorithm, octets)));
  return digests.includes(value);
}
