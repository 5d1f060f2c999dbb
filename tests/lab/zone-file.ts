import type { ZoneRecord } from './description/types.ts';
import { isWithin, SOA, type Zone } from './zones.ts';

/** The master file of a zone (RFC 1035, 5), which counts its changes in `serial`. */
export function zoneFile({ apex, records }: Zone, serial = SOA.serial): string {
  const { mname, rname, refresh, retry, expire, minimum } = SOA;
  const own = [
    `${dotted(apex)} ${minimum} IN SOA ${mname}. ${rname}. ${serial} ${refresh} ${retry} ${expire} ${minimum}`,
    `${dotted(apex)} 3600 IN NS ${mname}.`,
    // BIND does not load a zone whose own name server has no address in it.
    ...(isWithin(mname, apex) ? [`${mname}. 3600 IN A 192.0.2.3`] : []),
  ];
  return [...own, ...records.map(line), ''].join('\n');
}

function line(record: ZoneRecord): string {
  return `${dotted(record.name)} ${record.ttl} IN ${record.type} ${data(record)}`;
}

function data(record: ZoneRecord): string {
  if (record.type === 'MX') return `${record.data.preference} ${dotted(record.data.exchange)}`;
  if (record.type === 'TXT') return record.data.map(quoted).join(' ');
  return record.type === 'CNAME' ? dotted(record.data) : record.data;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function dotted(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}
