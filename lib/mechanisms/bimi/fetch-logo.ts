import { digestOf } from './certified-image.ts';
import {
  fetchFile,
  type FailedFetch,
  type FetchDeps,
  type FetchFailure,
  type NotPermitted,
} from './fetch-file.ts';
import { inflated, isCompressed } from './inflate.ts';
import { readLogo, type Logo } from './logo.ts';

/** What became of a logo that was to be read. */
export type LogoAnswer =
  | (Logo & {
      readonly state: 'read';
      /** Of the image, without compression. */
      readonly octets: number;
      readonly isCompressed: boolean;
      /** Of the image without compression, in hexadecimal digits: what a certificate vouches for. */
      readonly sha256: string;
    })
  | (Omit<FailedFetch, 'why'> & { readonly why: LogoFailure });

/** What a page is told of it. JSON: it crosses messages. */
export type LogoReply = LogoAnswer | NotPermitted;

/** Why there is nothing to look at. */
export type LogoFailure = FetchFailure | 'gzip';

/** Fetches a logo and looks into it. Never rejects as long as `lookUp` does not. */
export function fetchLogo(url: URL, deps: FetchDeps): Promise<LogoAnswer> {
  return fetchFile(url, deps, lookInto);
}

async function lookInto(written: Uint8Array): Promise<LogoAnswer> {
  const octets = await inflated(written);
  if (octets === null || octets === 'broken')
    return { state: 'failed', why: octets === null ? 'too-large' : 'gzip', detail: '' };
  return {
    state: 'read',
    ...readLogo(octets),
    octets: octets.length,
    isCompressed: isCompressed(written),
    sha256: await digestOf('SHA-256', octets),
  };
}
