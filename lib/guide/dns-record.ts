import type { DomainName } from '../names/domain-name.ts';
import type { RegistrableOf } from './registrable.ts';

/** A TXT record to publish, in the forms in which people enter it. */
export interface DnsRecord {
  readonly type: 'TXT';
  /** The whole name, without the final dot. */
  readonly ownerName: string;
  /** The domain that the DNS panel probably lists, and the name as it is entered there. */
  readonly zone: DomainName;
  readonly nameInZone: string;
  readonly value: string;
  /** One line of a zone file (RFC 1035 §5.1), without its end. */
  readonly zoneLine: string;
}

/** The `label` is put in front of the policy domain, such as `_mta-sts`. The value is ASCII. */
export function txtRecord(
  label: string,
  policyDomain: DomainName,
  value: string,
  registrableOf: RegistrableOf,
): DnsRecord {
  const ownerName = `${label}.${policyDomain}`;
  const zone = registrableOf(policyDomain) ?? policyDomain;
  return {
    type: 'TXT',
    ownerName,
    zone,
    nameInZone: ownerName.slice(0, -zone.length - 1),
    value,
    zoneLine: `${ownerName}. IN TXT ${quotedStrings(value)}`,
  };
}

/** A character-string holds 255 octets (RFC 1035 §3.3); readers join several without spaces (RFC 8461 §3.1). */
function quotedStrings(value: string): string {
  const strings = value.match(/[\s\S]{1,255}/g) ?? [''];
  return strings.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(' ');
}
