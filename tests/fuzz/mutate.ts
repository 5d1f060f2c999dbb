/** No input is longer, in bytes; what time does with larger ones is for tests/property/large-inputs.test.ts. */
export const MAX_INPUT = 4096;

type RandomInt = (below: number) => number;

/**
 * A new input from an old one by one to four changes: bytes set, taken out, put in or repeated, a piece of another
 * input, or a word that the target knows. `random` gives a whole number from 0 to below its argument.
 */
export function mutate(
  input: Uint8Array,
  other: Uint8Array,
  words: readonly Uint8Array[],
  random: RandomInt,
): Uint8Array {
  let bytes = [...input];
  for (let changes = 1 + random(4); changes > 0; changes -= 1) bytes = change(bytes, other, words, random);
  return Uint8Array.from(bytes.slice(0, MAX_INPUT));
}

function change(
  bytes: readonly number[],
  other: Uint8Array,
  words: readonly Uint8Array[],
  random: RandomInt,
): number[] {
  const at = random(bytes.length + 1);
  const length = random(1 + Math.min(bytes.length - at, random(2) === 0 ? 4 : 64));
  switch (random(8)) {
    case 0:
      return bytes.toSpliced(at, 1, (bytes[at] ?? 0) ^ (1 << random(8)));
    case 1:
      return bytes.toSpliced(at, 1, random(256));
    case 2:
      return bytes.toSpliced(at, length);
    case 3:
      return bytes.toSpliced(at, 0, ...Array.from({ length: 1 + random(4) }, () => random(256)));
    case 4:
      return bytes.toSpliced(random(bytes.length + 1), 0, ...bytes.slice(at, at + length));
    case 5: {
      const start = random(other.length + 1);
      return bytes.toSpliced(at, length, ...other.subarray(start, start + 1 + random(64)));
    }
    default: {
      const word = words[random(Math.max(1, words.length))] ?? [];
      return bytes.toSpliced(at, random(2) === 0 ? 0 : word.length, ...word);
    }
  }
}
