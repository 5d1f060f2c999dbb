import { safeParse } from 'valibot';
import type { DomainName } from '../names/domain-name.ts';
import type { Digest } from '../verdict/digest.ts';
import { digestSchema } from './digest-schema.ts';
import { readItem, watchItem } from './storage.ts';
import type { Source } from './viewer.ts';

/**
 * The digest of the last snapshot of each assessment, written together with it (lib/browser/assessment-writer.ts). Popup and badge read
 * these alone.
 */
export const digestKey = (domain: DomainName) => `session:digest:${domain}` as const;

/** Null where there is none, or none that can be read. */
export async function readDigest(domain: DomainName): Promise<Digest | null> {
  return digestIn(await readItem(digestKey(domain)), domain);
}

/** Calls back with every digest that is written from now on; gives the function that ends it. */
export function watchDigest(domain: DomainName, onChange: (digest: Digest) => void): () => void {
  return watchItem(digestKey(domain), (value) => {
    const digest = digestIn(value, domain);
    if (digest) onChange(digest);
  });
}

/** Null where storage holds nothing that can be the digest of this domain. */
export function digestIn(value: unknown, domain: DomainName): Digest | null {
  const result = safeParse(digestSchema, value);
  return result.success && result.output.policyDomain === domain ? result.output : null;
}

/** For pages that show verdicts alone. */
export const DIGESTS: Source<Digest> = {
  read: readDigest,
  watch: watchDigest,
  of: ({ digest }) => digest,
  into: (digest) => ({ digest }),
};
