import { joined, type Reader } from './wire.ts';

/** A type of records: its number, and the reader of what one says (RDATA). */
interface RecordTypeRow {
  readonly number: number;
  /** Total: whatever the octets, it gives a value, and where they are not of this form the reader is malformed afterwards. */
  readonly read: (rdata: Reader) => unknown;
}

const ONE_NAME = (rdata: Reader) => rdata.name();
/** Names may be compressed in the types of RFC 1035 alone (RFC 3597 §4). */
const WHOLE = { mayPoint: false };

/**
 * The types that Waxseal reads, each in one row; records of all others are left out unread. A type that is missing here needs its row and nothing else.
 * Names are as `Reader.name` writes them. The canonical form, for signatures, follows from what a row reads.
 */
export const RECORD_TYPES = {
  /** The address as text. */
  A: { number: 1, read: (rdata) => Array.from({ length: 4 }, () => rdata.u8()).join('.') },
  NS: { number: 2, read: ONE_NAME },
  CNAME: { number: 5, read: ONE_NAME },
  SOA: {
    number: 6,
    read: (rdata) => ({
      mname: rdata.name(),
      rname: rdata.name(),
      serial: rdata.u32(),
      refresh: rdata.u32(),
      retry: rdata.u32(),
      expire: rdata.u32(),
      minimum: rdata.u32(),
    }),
  },
  PTR: { number: 12, read: ONE_NAME },
  /** The root as exchange is a null MX (RFC 7505). */
  MX: { number: 15, read: (rdata) => ({ preference: rdata.u16(), exchange: rdata.name() }) },
  /** The strings joined without spaces (RFC 8461 §3.1), as octets, so that a character split between two of them is whole again. */
  TXT: { number: 16, read: (rdata) => textOf(joined(stringsIn(rdata))) },
  /** As RFC 5952 writes it. */
  AAAA: { number: 28, read: (rdata) => plainIpv6(Array.from({ length: 8 }, () => rdata.u16())) },
  /** RFC 6672 §2.5. */
  DNAME: { number: 39, read: (rdata) => rdata.name(WHOLE) },
  /** RFC 4034 §5.1. */
  DS: {
    number: 43,
    read: (rdata) => ({
      keyTag: rdata.u16(),
      algorithm: rdata.u8(),
      digestType: rdata.u8(),
      digest: rdata.octets(),
    }),
  },
  /** RFC 4034 §3.1. Its times are of the calendar of serial numbers (§3.1.5). */
  RRSIG: {
    number: 46,
    read: (rdata) => ({
      covered: rdata.u16(),
      algorithm: rdata.u8(),
      labels: rdata.u8(),
      originalTtl: rdata.u32(),
      expiration: rdata.u32(),
      inception: rdata.u32(),
      keyTag: rdata.u16(),
      signer: rdata.name(WHOLE),
      signature: rdata.octets(),
    }),
  },
  /** RFC 4034 §4.1; the case of its name stays in the canonical form (RFC 6840 §5.1). */
  NSEC: {
    number: 47,
    read: (rdata) => ({ next: rdata.name({ mayPoint: false, keepsCase: true }), types: typesIn(rdata) }),
  },
  /** RFC 4034 §2.1. */
  DNSKEY: {
    number: 48,
    read: (rdata) => ({
      flags: rdata.u16(),
      protocol: rdata.u8(),
      algorithm: rdata.u8(),
      key: rdata.octets(),
    }),
  },
  /** RFC 5155 §3.2. */
  NSEC3: {
    number: 50,
    read: (rdata) => ({
      algorithm: rdata.u8(),
      flags: rdata.u8(),
      iterations: rdata.u16(),
      salt: rdata.octets(rdata.u8()),
      next: nonEmpty(rdata),
      types: typesIn(rdata),
    }),
  },
  /** RFC 6698 §2.1. */
  TLSA: {
    number: 52,
    read: (rdata) => ({
      usage: rdata.u8(),
      selector: rdata.u8(),
      matching: rdata.u8(),
      data: rdata.octets(),
    }),
  },
  /** RFC 8659 §4.1. */
  CAA: {
    number: 257,
    read: (rdata) => ({ flags: rdata.u8(), tag: textOf(nonEmpty(rdata)), value: textOf(rdata.octets()) }),
  },
} satisfies Record<string, RecordTypeRow>;

export type RecordType = keyof typeof RECORD_TYPES;

/** What one record of each type says. */
export type RecordData = {
  readonly [T in RecordType]: Readonly<ReturnType<(typeof RECORD_TYPES)[T]['read']>>;
};

const NAMES: ReadonlyMap<number, RecordType> = new Map(
  Object.entries(RECORD_TYPES).map(([name, { number }]) => [number, name as RecordType]),
);

/** Undefined for a type that is not read. */
export function recordTypeOf(number: number): RecordType | undefined {
  return NAMES.get(number);
}

/** The character-strings (RFC 1035 §3.3). */
function stringsIn(rdata: Reader): Uint8Array[] {
  const strings: Uint8Array[] = [];
  while (rdata.left > 0) strings.push(rdata.octets(rdata.u8()));
  return strings;
}

/** UTF-8; what is none becomes U+FFFD. */
function textOf(octets: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);
}

function plainIpv6(groups: readonly number[]): string {
  const written = groups.map((group) => group.toString(16)).join(':');
  return new URL(`https://[${written}]/`).hostname.slice(1, -1);
}

/** Octets behind their number, which is not zero. */
function nonEmpty(rdata: Reader): Uint8Array {
  const octets = rdata.octets(rdata.u8());
  if (octets.length === 0) rdata.fail();
  return octets;
}

/** The numbers of the types in a bitmap: windows in ascending order, none of them empty or with an empty end (RFC 4034 §4.1.2). */
function typesIn(rdata: Reader): number[] {
  const types: number[] = [];
  let last = -1;
  while (rdata.left > 0) {
    const window = rdata.u8();
    const bits = nonEmpty(rdata);
    if (window <= last || bits.length > 32 || bits.at(-1) === 0) rdata.fail();
    last = window;
    for (let bit = 0; bit < bits.length * 8; bit += 1)
      if (((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) > 0) types.push(window * 256 + bit);
  }
  return types;
}
