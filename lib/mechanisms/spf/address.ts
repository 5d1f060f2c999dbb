/** IP addresses as SPF compares them: their octets, 4 or 16 of them. */
export interface Address {
  readonly family: 4 | 6;
  readonly octets: readonly number[];
}

/** qnum of RFC 7208 §5.6: no leading zero. */
const OCTET = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
const GROUP = /^[\da-f]{1,4}$/i;

/** Reads four octets with dots between them, as the grammar has `ip4-network`; null for anything else. */
export function parseIpv4(text: string): Address | null {
  const parts = text.length > 15 ? [] : text.split('.');
  return parts.length === 4 && parts.every((part) => OCTET.test(part))
    ? { family: 4, octets: parts.map(Number) }
    : null;
}

/** Reads an address as RFC 4291 §2.2 writes it, without a zone; null for anything else. An IPv4 address within stays IPv6. */
export function parseIpv6(text: string): Address | null {
  if (text.length > 45) return null;
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const v4 = parseIpv4(tail);
  const halves = (v4 ? text.slice(0, text.length - tail.length) + groupsOf(v4.octets) : text).split('::');
  if (halves.length > 2) return null;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (![...head, ...rest].every((group) => GROUP.test(group))) return null;
  const missing = 8 - head.length - rest.length;
  // "::" stands for one group at least.
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...rest].map((group) =>
    Number.parseInt(group, 16),
  );
  return { family: 6, octets: groups.flatMap((group) => [group >> 8, group & 255]) };
}

function groupsOf([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string {
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** The address of an SMTP client: IPv4 that is mapped into IPv6 counts as IPv4 (RFC 7208 §5); null for what is no address. */
export function parseClient(text: string): Address | null {
  const trimmed = text.trim();
  const address = parseIpv4(trimmed) ?? parseIpv6(trimmed);
  if (address?.family !== 6) return address;
  const { octets } = address;
  const isMapped =
    octets.slice(0, 10).every((octet) => octet === 0) && octets[10] === 255 && octets[11] === 255;
  return isMapped ? { family: 4, octets: octets.slice(12) } : address;
}

/** True where the first `length` bits of both are the same, and both are of one family. */
export function isWithin(one: Address, other: Address, length: number): boolean {
  if (one.family !== other.family) return false;
  const whole = length >> 3;
  for (let index = 0; index < whole; index += 1) if (one.octets[index] !== other.octets[index]) return false;
  const rest = length & 7;
  return (one.octets[whole] ?? 0) >> (8 - rest) === (other.octets[whole] ?? 0) >> (8 - rest);
}

/** Dotted for IPv4; for IPv6 as RFC 5952 writes it. */
export function addressText({ family, octets }: Address): string {
  if (family === 4) return octets.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((octets[2 * index] ?? 0) << 8) | (octets[2 * index + 1] ?? 0)).toString(16),
  );
  return new URL(`https://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/** What the macro `%{i}` stands for: four numbers, or 32 digits with dots between them (RFC 7208 §7.3). */
export function dottedText({ family, octets }: Address): string {
  return family === 4
    ? octets.join('.')
    : octets.flatMap((octet) => [(octet >> 4).toString(16), (octet & 15).toString(16)]).join('.');
}

/** The name under which DNS keeps the names of an address (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: Address): string {
  const labels = dottedText(address).split('.').toReversed();
  return `${labels.join('.')}.${address.family === 4 ? 'in-addr' : 'ip6'}.arpa`;
}
