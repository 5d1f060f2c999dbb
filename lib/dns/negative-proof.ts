import type { DnsResponse, ResourceRecord } from './message.ts';

/** How AdGuard, and who learnt from it, names the server in an SOA that it makes up for a name that it blocks. */
const MADE_UP = 'fake-for-negative-caching.';

/**
 * The SOA that proves a no about `name`, the one that was asked or that its aliases led to; undefined if the response has none. It stands in the
 * authority section and is that of the zone in which somebody looked (RFC 2308 §2.1, §2.2), so it belongs to the name or to one above. The
 * SOA of another zone, as that of a list of blocked names, proves nothing; nor does one made up for the question.
 */
export function proofOf(
  { rcode, authorities }: Pick<DnsResponse, 'rcode' | 'authorities'>,
  name: string,
): ResourceRecord<'SOA'> | undefined {
  return authorities.find((record): record is ResourceRecord<'SOA'> => {
    if (record.type !== 'SOA' || record.data.mname.startsWith(MADE_UP)) return false;
    const zone = record.name;
    // A zone that begins at the name shows that the name exists: NXDOMAIN beside it contradicts itself, and blockers send it.
    if (zone === name) return rcode !== 'NXDOMAIN';
    return zone === '' || name.endsWith(`.${zone}`);
  });
}
