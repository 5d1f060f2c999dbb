import type { DomainName } from '../names/domain-name.ts';
import { zoneStringsOf } from '../text/zone-strings.ts';
import type { RegistrableOf } from './registrable.ts';

/** A TXT record to publish, in the forms in which people enter it. */
export interface DnsRecord {
  readonly type: 'TXT';
  /** The whole name, without the final dot. */
  readonly ownerName: string;
  /** The domain that the DNS panel probably lists, or null, and the name as it is entered there: `@` for the domain itself. */
  readonly zone: DomainName | null;
  readonly nameInZone: string;
  readonly value: string;
  /** One line of a zone file (RFC 1035 §5.1), without its end. */
  readonly zoneLine: string;
}

/** The `label` is put in front of the policy domain, such as `_mta-sts`. */
export function txtRecord(
  label: string,
  policyDomain: DomainName,
  value: string,
  registrableOf: RegistrableOf,
): DnsRecord {
  return txtRecordAt(`${label}.${policyDomain}`, registrableOf(policyDomain) ?? policyDomain, value);
}

/** A record at any name; without a zone, or with one that it is not in, its name is entered in full. */
export function txtRecordAt(ownerName: string, zone: DomainName | null, value: string): DnsRecord {
  return {
    type: 'TXT',
    ownerName,
    zone,
    nameInZone: nameIn(ownerName, zone),
    value,
    zoneLine: `${ownerName}. IN TXT ${zoneStringsOf(value)}`,
  };
}

function nameIn(ownerName: string, zone: DomainName | null): string {
  if (ownerName === zone) return '@';
  return zone !== null && ownerName.endsWith(`.${zone}`) ? ownerName.slice(0, -zone.length - 1) : ownerName;
}
