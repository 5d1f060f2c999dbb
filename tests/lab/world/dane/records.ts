import type { Expected, LabDomain, ZoneRecord } from '../../description/types.ts';
import { usualServers } from '../../description/domain.ts';
import { tlsa } from '../../description/records.ts';
import { bothKeys, digestOf } from '../../description/tlsa-sets.ts';
import { ALONE, sealed, signed, unprotected } from './builders.ts';

/** SPKI digests of issuers of Let's Encrypt: one that has issued nothing since December 2020, and one that does so now. */
const RETIRED_ISSUER = '60b87575447dcba2a36b7d11ac09fb24a9db406fee12d2cc90180517616e8a18';
const ACTIVE_ISSUER = '2e8307068b6db620e4a39d068b5dee5d6ef5788cbb2c0b6d23ead84fcc17178c';

/** A domain where DANE is all that it has, with the TLSA records that `each` gives for each of its two servers. */
function each(
  domain: string,
  what: string,
  give: (host: string) => ZoneRecord[],
  expected: Partial<Expected>,
): LabDomain {
  const more = usualServers(domain).flatMap(([, host]) => give(host));
  return signed(domain, what, { ...ALONE, more }, expected);
}

/** TLSA records that no sender can use, and some that none should rely on. */
export const DANE_RECORDS: readonly LabDomain[] = [
  each(
    'dane-unusable.test',
    'TLSA records of a usage and of a matching type that do not exist.',
    (host) => [tlsa(host, '9 1 1', digestOf(host)), tlsa(host, '3 1 9', digestOf(host))],
    unprotected('unusable', 'dane-all-unusable', 'dane-usage-unknown', 'dane-matching-unknown'),
  ),
  each(
    'dane-length.test',
    'TLSA records that say SHA-256 and hold the 20 octets of a SHA-1.',
    (host) => [tlsa(host, '3 1 1', digestOf(host).slice(0, 40))],
    unprotected('unusable', 'dane-all-unusable', 'dane-digest-length'),
  ),
  each(
    'dane-pkix.test',
    'TLSA records of the usages for web servers, 0 and 1.',
    (host) => [tlsa(host, '0 1 1', digestOf(`${host} issuer`)), tlsa(host, '1 1 1', digestOf(host))],
    unprotected('unusable', 'dane-all-unusable', 'dane-usage-pkix'),
  ),
  each(
    'dane-wildcard.test',
    'One wildcard below each server has the TLSA records for all ports.',
    (host) => bothKeys(host).map((record) => ({ ...record, name: `*._tcp.${host}` })),
    sealed(),
  ),
  each(
    'dane-retired.test',
    'TLSA records of an issuer that has not issued anything for years.',
    (host) => [tlsa(host, '2 1 1', RETIRED_ISSUER)],
    { ...sealed('dane-issuer-retired'), headlines: { dane: 'faulty' } },
  ),
  each(
    'dane-retired-beside.test',
    'The same beside the issuer of today and the key in use.',
    (host) => [
      tlsa(host, '3 1 1', digestOf(host)),
      tlsa(host, '2 1 1', ACTIVE_ISSUER),
      tlsa(host, '2 1 1', RETIRED_ISSUER),
    ],
    sealed('dane-issuer-retired-beside'),
  ),
];
