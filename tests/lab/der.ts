import { Buffer } from 'node:buffer';

/** An element of DER (X.690 §8.1): its tag, and what it holds. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const octets = length < 0x80 ? [] : Buffer.from(length.toString(16).padStart(8, '0'), 'hex');
  const written = Buffer.from(octets).subarray(octets.findIndex((octet) => octet > 0));
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 + written.length, ...written];
  return Buffer.concat([Buffer.from(head), contents]);
}

/** An object identifier (X.690 §8.19). */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...more] = dotted.split('.').map(Number);
  const digits = (value: number): number[] =>
    value < 0x80 ? [value] : [...digits(Math.floor(value / 0x80)).map((each) => each | 0x80), value % 0x80];
  return der(0x06, Buffer.from([first * 40 + second, ...more.flatMap(digits)]));
}
