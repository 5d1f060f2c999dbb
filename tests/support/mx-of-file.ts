import { printPolicy } from '../../lib/guide/policy-file.ts';
import type { MxFacts } from '../../lib/mechanisms/mx/assess.ts';
import { host, mxOf } from './assessments.ts';

/** So many servers fill a file of 64 KiB with names that DNS can hold. */
const COUNT = 300;

/**
 * Servers whose names, one by one, make a policy file of exactly `bytes`, in mode enforce with a max_age of two weeks. Each
 * stands under a name of its own.
 */
export function mxOfFile(bytes: number): Extract<MxFacts, { state: 'found' }> {
  const lengthOf = (names: readonly string[]) =>
    printPolicy({ mode: 'enforce', maxAgeSeconds: 1209600, mx: names }).length;
  const short = Array.from({ length: COUNT }, (_, i) => `m.${i + 100}.example`);
  const missing = bytes - lengthOf(short);
  const names = short.map((name, i) => longer(name, Math.floor((missing + i) / COUNT)));
  return mxOf(...names.map((name, i) => host(name, i)));
}

/** The name with so many characters more, in labels before it. */
function longer(name: string, by: number): string {
  if (by > 60) return longer(`${'m'.repeat(49)}.${name}`, by - 50);
  return by < 2 ? 'm'.repeat(by) + name : `${'m'.repeat(by - 1)}.${name}`;
}
