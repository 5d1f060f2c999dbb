import { MATCHING, SELECTOR, USAGE } from './tlsa.ts';

/** The words that RFC 7218 §2 gives to the numbers of a TLSA record, field by field. */
const FIELDS = [
  {
    'PKIX-TA': USAGE.pkixTa,
    'PKIX-EE': USAGE.pkixEe,
    'DANE-TA': USAGE.daneTa,
    'DANE-EE': USAGE.daneEe,
    PrivCert: 255,
  },
  { Cert: SELECTOR.certificate, SPKI: SELECTOR.publicKey, PrivSel: 255 },
  {
    Full: MATCHING.full,
    'SHA2-256': MATCHING.sha256,
    'SHA2-512': MATCHING.sha512,
    PrivMatch: 255,
    // What people write in place of them.
    'SHA-256': MATCHING.sha256,
    SHA256: MATCHING.sha256,
    'SHA-512': MATCHING.sha512,
    SHA512: MATCHING.sha512,
  },
].map((words) => Object.entries(words));

/** The number that a word stands for in the first, second or third field (`field` counts from 0), in whatever case; null where it stands for none. */
export function numberOfWord(word: string, field: number): number | null {
  const wanted = word.toLowerCase();
  return FIELDS[field]?.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

/** The three numbers as people name them: `DANE-EE SPKI SHA2-256`. A number without a word stays a number. */
export function wordsOf(numbers: readonly number[]): string {
  return numbers.map((number, field) => wordOf(number, field)).join(' ');
}

function wordOf(number: number, field: number): string {
  return FIELDS[field]?.find(([, value]) => value === number)?.[0] ?? String(number);
}
