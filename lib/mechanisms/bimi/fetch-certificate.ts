import { readCertificateFile, type CertificateContext, type CertificateFile } from './certificate.ts';
import { fetchFile, type FailedFetch, type FetchDeps, type NotPermitted } from './fetch-file.ts';

/** What became of a certificate that was to be read. */
export type CertificateAnswer = (CertificateFile & { readonly state: 'read' }) | FailedFetch;

/** What a page is told of it. JSON: it crosses messages. */
export type CertificateReply = CertificateAnswer | NotPermitted;

/** Fetches the certificate of a logo, and reads what it says. Never rejects as long as `lookUp` does not. */
export function fetchCertificate(
  url: URL,
  context: CertificateContext,
  deps: FetchDeps,
): Promise<CertificateAnswer> {
  return fetchFile(url, deps, async (octets) => ({
    state: 'read' as const,
    ...(await readCertificateFile(octets, context)),
  }));
}
