import { elementAt, OCTET_STRING, SEQUENCE, type DerElement } from '../../octets/der.ts';
import { contentsOf, hexOf, shortHex, stringIn, within } from '../../octets/der-values.ts';

/** The image that a certificate vouches for, as its extension describes it (RFC 3709 §4.1). */
export interface Logotype {
  /** Where the image is: in a mark certificate a `data:` URL. */
  readonly url: string;
  /** Of the image: the name of the algorithm as WebCrypto has it, null for another one, and the hash in hexadecimal digits. */
  readonly hashes: readonly { readonly algorithm: string | null; readonly value: string }[];
}

const SUBJECT_LOGO = 0xa2;
const DIRECT = 0xa0;
/** Longer is no hash. */
const LONGEST_HASH = 64;
const MOST_HASHES = 8;

const ALGORITHMS: Readonly<Record<string, string>> = {
  '2b0e03021a': 'SHA-1',
  '608648016503040201': 'SHA-256',
  '608648016503040202': 'SHA-384',
  '608648016503040203': 'SHA-512',
};

/** Reads the contents of the extension `logotype`: the first image of the subject's own logo. Null where there is none. Total. */
export function readLogotype(octets: Uint8Array): Logotype | null {
  const inside = (element: DerElement | null | undefined, tag: number) => within(octets, element, tag);
  const logo = inside(elementAt(octets, 0), SEQUENCE)?.find(({ tag }) => tag === SUBJECT_LOGO);
  const direct = inside(logo, SUBJECT_LOGO)?.find(({ tag }) => tag === DIRECT);
  const images = inside(inside(direct, DIRECT)?.[0], SEQUENCE);
  const details = inside(inside(images?.[0], SEQUENCE)?.[0], SEQUENCE);
  const [, hashes, urls] = details ?? [];
  const [url] = inside(urls, SEQUENCE) ?? [];
  const written = url && stringIn(octets, url);
  if (written === undefined || written === null) return null;
  return {
    url: written,
    hashes: (inside(hashes, SEQUENCE) ?? []).slice(0, MOST_HASHES).flatMap((hash) => {
      const [algorithm, value] = inside(hash, SEQUENCE) ?? [];
      const [name] = inside(algorithm, SEQUENCE) ?? [];
      if (!name || value?.tag !== OCTET_STRING || value.end - value.start > LONGEST_HASH) return [];
      return {
        algorithm: ALGORITHMS[shortHex(octets, name)] ?? null,
        value: hexOf(contentsOf(octets, value)),
      };
    }),
  };
}
