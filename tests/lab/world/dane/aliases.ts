import type { Expected, LabDomain, ZoneRecord } from '../../description/types.ts';
import { cname, tlsa } from '../../description/records.ts';
import { bothKeys, digestOf } from '../../description/tlsa-sets.ts';
import { ALONE, sealed, signed, unprotected } from './builders.ts';

/** A domain whose only server is an alias of `target`, with records beside that. */
function aliased(
  domain: string,
  what: string,
  target: string,
  records: readonly ZoneRecord[],
  expected: Partial<Expected>,
): LabDomain {
  const host = `mx.${domain}`;
  const more = [cname(host, target), ...records];
  return signed(domain, what, { ...ALONE, mx: [[10, host]], more }, expected);
}

/** Servers, and TLSA records, that are aliases (RFC 7672, 2.2.2 and 2.2.3). */
export const DANE_ALIASES: readonly LabDomain[] = [
  signed(
    'dane-shared.test',
    'The TLSA records of both servers are aliases of one set.',
    {
      ...ALONE,
      more: [
        cname('_25._tcp.mx1.dane-shared.test', '_25._tcp.keys.dane-shared.test'),
        cname('_25._tcp.mx2.dane-shared.test', '_25._tcp.keys.dane-shared.test'),
        ...bothKeys('keys.dane-shared.test'),
      ],
    },
    sealed('dane-tlsa-alias'),
  ),
  signed(
    'dane-shared-insecure.test',
    'The TLSA records are aliases that lead into a zone without signatures.',
    {
      ...ALONE,
      more: ['mx1', 'mx2'].map((label) =>
        cname(`_25._tcp.${label}.dane-shared-insecure.test`, '_25._tcp.mx1.unsigned-mail.test'),
      ),
    },
    unprotected('absent', 'dane-absent', 'dane-tlsa-alias-insecure'),
  ),
  aliased(
    'dane-alias.test',
    'The server is an alias, all of it signed, with TLSA records at both names: those at its target count.',
    'mx1.signed-mail.test',
    [tlsa('mx.dane-alias.test', '3 1 1', digestOf('of old'))],
    sealed('mx-alias'),
  ),
  aliased(
    'dane-alias-original.test',
    'The server is an alias, all of it signed, with TLSA records at its own name alone.',
    'plain.signed-mail.test',
    bothKeys('mx.dane-alias-original.test'),
    sealed('mx-alias'),
  ),
  aliased(
    'dane-alias-first.test',
    'The server is an alias that leads into a zone without signatures, with TLSA records at its own name.',
    'mx1.unsigned-mail.test',
    bothKeys('mx.dane-alias-first.test'),
    sealed('mx-alias'),
  ),
  aliased(
    'dane-alias-insecure.test',
    'The server is an alias that leads into a zone without signatures, and only there are TLSA records.',
    'mx1.unsigned-mail.test',
    [],
    unprotected('absent', 'dane-absent', 'mx-alias'),
  ),
];
