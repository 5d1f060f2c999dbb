/**
 * The blocks of IPv4 that are kept for something else than being reached from anywhere (IANA registry of special-purpose
 * addresses, RFC 6890): first address and length of the prefix.
 */
const SPECIAL_V4: readonly (readonly [first: string, length: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/**
 * True for the text of an address that anybody on the internet can reach: of no range that is kept for something else, such as
 * a company's network, this machine, its link, a carrier's customers, documentation, or IPv6 wrapped around any IPv4. False
 * for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  return text.includes(':') ? isPublicV6(text) : isPublicV4(text);
}

function isPublicV4(text: string): boolean {
  const address = numberOf(text);
  if (address === null) return false;
  const isWithin = (first: string, length: number) =>
    (numberOf(first) ?? 0) >>> (32 - length) === address >>> (32 - length);
  return !SPECIAL_V4.some(([first, length]) => isWithin(first, length));
}

/** The 32 bits of an IPv4 address in the one form that DNS gives, or null. */
function numberOf(text: string): number | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return null;
  return octets.reduce((number, octet) => number * 256 + octet, 0);
}

/** Of IPv6 only 2000::/3 is given out for the internet (RFC 4291 §2.4), less what is kept within it. */
function isPublicV6(text: string): boolean {
  if (!URL.canParse(`https://[${text}]/`)) return false;
  // Neither is ever left out by "::" in front, since the first is not zero; the second may be.
  const [first = 0, second = 0] = text.split(':').map((group) => Number.parseInt(group || '0', 16));
  if (first < 0x2000 || first > 0x3fff) return false;
  // Teredo, benchmarks, ORCHID and their like (RFC 2928); documentation (RFC 3849, RFC 9637); 6to4 (RFC 3056).
  const isKept = first === 0x2001 && (second < 0x200 || second === 0xdb8);
  return !isKept && first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}
