import dnsPacket, { type Answer } from 'dns-packet';

const HEADER_OCTETS = 12;
/** Type, class, TTL and the length of what follows. */
const BEFORE_RDATA = 10;

/** The octets of one record with its names in full, which for names in lower case is the form that is signed (RFC 4034, 6.2). */
export function wireOf(record: Answer): Buffer {
  return dnsPacket.encode({ answers: [record] }).subarray(HEADER_OCTETS);
}

/** What a record says, in octets. */
export function rdataOf(record: Answer): Buffer {
  return wireOf(record).subarray(nameOctets(record.name).length + BEFORE_RDATA);
}

/** The octets of a name, without compression. */
export function nameOctets(name: string): Buffer {
  const labels = labelsOf(name).map((label) => Buffer.from(label));
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), label]),
    Buffer.from([0]),
  ]);
}

/** The labels of a name; the root has none. */
export function labelsOf(name: string): string[] {
  return name.split('.').filter((label) => label !== '');
}
