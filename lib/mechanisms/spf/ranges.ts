import type { Address } from './address.ts';

/** Addresses with the same first bits. */
export interface Range {
  readonly address: Address;
  readonly prefix: number;
}

/** How many addresses some ranges hold together, each counted once: of IPv4 the addresses, of IPv6 the networks of 64 bits, which is what one site has. */
export interface Amount {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** Counts the union of the ranges. Pure; time n log n. */
export function amountOf(ranges: readonly Range[]): Amount {
  return { ipv4: unionOf(ranges, 4, 32), ipv6: unionOf(ranges, 6, 64) };
}

/** How many numbers of `bits` bits the ranges of a family cover; a range within one number covers it. */
function unionOf(ranges: readonly Range[], family: 4 | 6, bits: number): number {
  const spans = ranges
    .filter(({ address }) => address.family === family)
    .map(({ address, prefix }) => spanOf(address, Math.min(prefix, bits), bits))
    .toSorted((a, b) => (a.first < b.first ? -1 : Number(a.first > b.first)));
  let total = 0n;
  let end = 0n;
  for (const { first, size } of spans) {
    const from = first > end ? first : end;
    const to = first + size;
    if (to <= from) continue;
    total += to - from;
    end = to;
  }
  return Number(total);
}

function spanOf({ octets }: Address, prefix: number, bits: number): { first: bigint; size: bigint } {
  const value = octets.slice(0, bits / 8).reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
  const size = 1n << BigInt(bits - prefix);
  return { first: value - (value % size), size };
}
