import { Problems } from '../../problem.ts';
import type { StoredTlsa, TlsaLookup } from './facts.ts';
import { isRetired, issuerOf, missingBeside, type Issuer } from './issuers.ts';
import { isUsable } from './outcome.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';
import { MATCHING, SELECTOR, USAGE } from './tlsa.ts';

/** Exchange Online reads about so many records of a server. */
const MANY_RECORDS = 12;

/** What a command digests that was given no key: no octet, or a line end alone. */
const NOTHING: ReadonlySet<string> = new Set([
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
  'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
]);

/**
 * Everything worth saying of the TLSA records that senders find for a server: of each by itself, and of all together. Says nothing of certificates, which
 * Waxseal does not see. Pure; `now` in milliseconds since 1970 UTC.
 */
export function recordFindings(
  host: string,
  { records, count }: Pick<TlsaLookup, 'records' | 'count'>,
  now: number,
) {
  const findings = new Problems(DANE_PROBLEMS);
  const add = (code: DaneProblemCode, more: Record<string, string | number> = {}) =>
    findings.add(code, { host, ...more });
  for (const { code, parameters } of distinct(records.flatMap(({ problems }) => problems)))
    add(code, parameters);
  const usable = records.filter(isUsable);
  if (usable.length === 0) add('dane-all-unusable');
  if (usable.some(({ data }) => NOTHING.has(data))) add('dane-digest-of-nothing');
  if (count > MANY_RECORDS) add('dane-many-records', { count });
  if (distinct(records).length < records.length) add('dane-duplicate');
  const full = usable.filter(({ matching }) => matching === MATCHING.full);
  if (full.length > 0)
    add('dane-full-data', { octets: full.reduce((most, { octets }) => Math.max(most, octets), 0) });
  const certificates = usable.filter(({ selector }) => selector === SELECTOR.certificate);
  if (certificates.some(({ usage }) => usage === USAGE.daneEe)) add('dane-ee-certificate');
  if (certificates.some(({ usage }) => usage === USAGE.daneTa)) add('dane-ta-certificate');
  addDigestFindings(usable, add);
  addIssuerFindings(usable, add, now);
  if (!isReadyToRoll(usable)) add('dane-no-rollover');
  return findings.list;
}

type Add = (code: DaneProblemCode, more?: Record<string, string | number>) => void;

/** Clients with digest agility go by the strongest digest of each usage and selector alone (RFC 7671 §9). */
function addDigestFindings(usable: readonly StoredTlsa[], add: Add): void {
  const digests = usable.filter(({ matching }) => matching !== MATCHING.full);
  if (digests.length > 0 && digests.every(({ matching }) => matching !== MATCHING.sha256))
    add('dane-no-sha256');
  const groups = Map.groupBy(digests, ({ usage, selector }) => `${usage} ${selector}`);
  const isMixed = [...groups.values()].some(
    (group) => new Set(group.map(({ matching }) => matching)).size > 1,
  );
  if (isMixed) add('dane-mixed-digests');
}

function addIssuerFindings(usable: readonly StoredTlsa[], add: Add, now: number): void {
  const known = usable.flatMap((record) => {
    const issuer = isKeyDigest(record) ? issuerOf(record.data) : null;
    return issuer ? [{ record, issuer }] : [];
  });
  const isStale = ({ record, issuer }: (typeof known)[number]) =>
    record.usage === USAGE.daneEe || isRetired(issuer, now);
  const stale = known.filter(isStale);
  const hasOther = stale.length < usable.length;
  for (const { record, issuer } of stale) {
    if (record.usage === USAGE.daneEe) add('dane-ee-issuer', { issuer: issuer.name });
    else
      add(hasOther ? 'dane-issuer-retired-beside' : 'dane-issuer-retired', {
        issuer: issuer.name,
        date: issuer.until ?? '',
      });
  }
  // A digest of the server's own key holds, whoever signs for it.
  const hasOwnKey = usable.some(({ usage, data }) => usage === USAGE.daneEe && issuerOf(data) === null);
  const issuers: Issuer[] = known.filter((each) => !isStale(each)).map(({ issuer }) => issuer);
  const missing = hasOwnKey ? [] : missingBeside(issuers);
  if (missing.length > 0) add('dane-issuer-incomplete', { missing: missing.join(', ') });
}

function isKeyDigest({ selector, matching }: StoredTlsa): boolean {
  return selector === SELECTOR.publicKey && matching === MATCHING.sha256;
}

/**
 * True where the next key can be there already: two of a kind, or an issuer beside the key (RFC 7672 §4). Of issuers alone nothing is asked: the next key has
 * the same one.
 */
function isReadyToRoll(usable: readonly StoredTlsa[]): boolean {
  const keys = usable.filter(({ usage }) => usage === USAGE.daneEe);
  if (keys.length < usable.length || keys.length === 0) return true;
  const kinds = Map.groupBy(distinct(keys), ({ selector, matching }) => `${selector} ${matching}`);
  return [...kinds.values()].some((kind) => kind.length > 1);
}

/** Each value once, told apart by what it holds. */
function distinct<One extends object>(list: readonly One[]): One[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
