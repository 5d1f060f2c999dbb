import { MOST_OCTETS, type StoredTlsa } from './facts.ts';
import { problemsOfTlsa, type TlsaRecord } from './tlsa.ts';

/** A record as it is kept, with why senders cannot use it. Pure. */
export function storedTlsa(record: TlsaRecord): StoredTlsa {
  const { usage, selector, matching, data } = record;
  const octets = data.length;
  const kept = hexOf(data.subarray(0, MOST_OCTETS));
  return { usage, selector, matching, octets, data: kept, problems: problemsOfTlsa(record) };
}

/** Octets in hexadecimal, lower case. */
export function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
