/** Whole numbers of any size, in the form that keys have them: octets, the highest first. */

/** The number that octets stand for. Linear for the sizes that a TXT record has. */
export function numberOf(octets: Uint8Array): bigint {
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** How many bits the number has that octets stand for, leading zeros left out; exact, and zero for zero. */
export function bitsOf(octets: Uint8Array): number {
  const first = octets.findIndex((octet) => octet !== 0);
  return first === -1 ? 0 : 8 * (octets.length - first) - (Math.clz32(octets[first] ?? 0) - 24);
}

/** The octets of a number, as many as are asked for; what does not fit is cut off in front. */
export function octetsOfNumber(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value
    .toString(16)
    .padStart(2 * length, '0')
    .slice(-2 * length);
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

/** base ** exponent modulo a number above one; the exponent is not negative. Time grows with the bits of the exponent: bound them. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, power] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}

/** The square root of a number that is not negative, rounded down (Newton). */
export function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
