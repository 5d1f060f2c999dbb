import type { RecordData } from '../../dns/lookup.ts';
import type { Parsed } from '../../outcome.ts';
import { Problems, type Problem } from '../../problem.ts';
import { isCertificate, isPublicKeyInfo } from './der.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';

export { tlsaBaseNames } from './base-names.ts';

/** One TLSA record (RFC 6698 §2.1): usage, selector and matching type as numbers, and the octets of its certificate association data. */
export type TlsaRecord = RecordData['TLSA'];

/** Certificate usages (RFC 7218 §2.1). */
export const USAGE = { pkixTa: 0, pkixEe: 1, daneTa: 2, daneEe: 3 };
/** Selectors (RFC 7218 §2.2). */
export const SELECTOR = { certificate: 0, publicKey: 1 };
/** Matching types (RFC 7218 §2.3). */
export const MATCHING = { full: 0, sha256: 1, sha512: 2 };

/** Octets of the three fields before the data. */
const HEAD = 3;

/**
 * Reads the RDATA of one TLSA record. Invalid only where it is too short to be one; a record that no sender can use (RFC 6698 §4.1, RFC 7672 §3.1) is
 * valid, and its problems say why. They have every parameter but `host`, which the record does not know. Total.
 */
export function parseTlsa(rdata: Uint8Array): Parsed<TlsaRecord, DaneProblemCode> {
  const [usage = 0, selector = 0, matching = 0] = rdata;
  if (rdata.length < HEAD) {
    const problem = { code: 'dane-rdata-short', parameters: { octets: rdata.length } } as const;
    return { state: 'invalid', problems: [problem] };
  }
  const value = { usage, selector, matching, data: Uint8Array.from(rdata.subarray(HEAD)) };
  return { state: 'valid', value, problems: problemsOfTlsa(value) };
}

/** The records that senders can authenticate a server with, in their order (RFC 7672 §2.2, “usable”). With none left, senders insist on TLS all the same. Pure. */
export function usableTlsa<One extends TlsaRecord>(records: readonly One[]): One[] {
  return records.filter((record) => problemsOfTlsa(record).length === 0);
}

/** Why senders cannot use a record; empty for one that they can. Without `host`, as in `parseTlsa`. Pure. */
export function problemsOfTlsa(record: TlsaRecord): readonly Problem<DaneProblemCode>[] {
  const { usage, selector, matching, data } = record;
  const problems = new Problems(DANE_PROBLEMS);
  if (usage === USAGE.pkixTa || usage === USAGE.pkixEe) problems.add('dane-usage-pkix', { usage });
  else if (usage > USAGE.daneEe) problems.add('dane-usage-unknown', { value: usage });
  if (selector > SELECTOR.publicKey) problems.add('dane-selector-unknown', { value: selector });
  if (matching > MATCHING.sha512) problems.add('dane-matching-unknown', { value: matching });
  if (data.length === 0) problems.add('dane-data-empty');
  else if (isOfOtherLength(record)) problems.add('dane-digest-length', { matching, length: data.length });
  else if (matching === MATCHING.full && !isDer(record)) problems.add('dane-data-not-der');
  return problems.list;
}

/** SHA-256 has 32 octets, SHA-512 has 64 (RFC 6698 §2.1.3). */
function isOfOtherLength({ matching, data }: TlsaRecord): boolean {
  if (matching === MATCHING.sha256) return data.length !== 32;
  return matching === MATCHING.sha512 && data.length !== 64;
}

/** Of a selector that nobody knows, nothing can be said. */
function isDer({ selector, data }: TlsaRecord): boolean {
  if (selector === SELECTOR.certificate) return isCertificate(data);
  return selector !== SELECTOR.publicKey || isPublicKeyInfo(data);
}
