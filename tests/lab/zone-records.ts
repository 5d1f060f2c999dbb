import type { Answer, CaaData } from 'dns-packet';
import type { ZoneKeys } from './dnssec/zone-keys.ts';
import type { ZoneRecord } from './description/types.ts';
import { isWithin, SOA, type Zone } from './zones.ts';

/** Every record of a zone but those that come of signing it: what it says about itself, its own, and what leads to the zones below. */
export function zoneRecords(zone: Zone, serial: number, keys: ZoneKeys): Answer[] {
  const { apex, records, children } = zone;
  const { mname, minimum } = SOA;
  return [
    { name: apex, type: 'SOA', ttl: minimum, data: { ...SOA, serial } },
    nameServer(apex),
    // BIND does not load a zone whose own name server has no address in it.
    ...(isWithin(mname, apex) ? [toAnswer({ name: mname, type: 'A', ttl: 3600, data: '192.0.2.3' })] : []),
    ...records.map(toAnswer),
    ...children.map((child) => nameServer(child.apex)),
    ...children.flatMap((child) => keys.vouchers(child)),
  ];
}

/** A record of the world as a message holds it. */
export function toAnswer(record: ZoneRecord): Answer {
  const { name, ttl } = record;
  if (record.type === 'MX') return { name, ttl, type: 'MX', data: record.data };
  if (record.type === 'TXT') return { name, ttl, type: 'TXT', data: record.data };
  if (record.type === 'TLSA') {
    const { data, ...parameters } = record.data;
    return { name, ttl, type: 'TLSA', data: { ...parameters, certificate: Buffer.from(data, 'hex') } };
  }
  // The library knows fewer tags than there are.
  if (record.type === 'CAA') return { name, ttl, type: 'CAA', data: record.data as CaaData };
  return { name, ttl, type: record.type, data: record.data };
}

function nameServer(apex: string): Answer {
  return { name: apex, type: 'NS', ttl: 3600, data: SOA.mname };
}
