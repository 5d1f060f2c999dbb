import type { Answer } from 'dns-packet';
import { signZone } from './dnssec/sign-zone.ts';
import type { ZoneKeys } from './dnssec/zone-keys.ts';
import { rdataOf } from './wire.ts';
import { zoneRecords } from './zone-records.ts';
import type { Zone } from './zones.ts';

/** The master file of a zone (RFC 1035, 5), which counts its changes in `serial`; signed where the zone is. */
export function zoneFile(zone: Zone, serial: number, keys: ZoneKeys): string {
  const plain = zoneRecords(zone, serial, keys);
  const records = zone.signing.zone === 'insecure' ? plain : signZone(zone, plain, keys.of(zone.apex));
  return records.map((record) => `${line(record)}\n`).join('');
}

/** The data in the form for types that nobody knows (RFC 3597, 5), which leaves nothing to read in two ways. */
function line(record: Answer): string {
  const ttl = 'ttl' in record ? record.ttl : 0;
  const rdata = rdataOf(record);
  return `${dotted(record.name)} ${ttl} IN ${record.type} \\# ${rdata.length} ${rdata.toString('hex')}`;
}

function dotted(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}
