/** The keys that RFC 8461 §3.2 defines. */
export const DEFINED: ReadonlySet<string> = new Set(['version', 'mode', 'max_age', 'mx']);

const MEANT: ReadonlyMap<string, string> = new Map([
  ...Array.from(DEFINED, (key) => [key.replace('_', ''), key] as const),
  ['v', 'version'],
]);
/** Numbered, in the plural, or with what they are: there is a line for each server. */
const SERVERS = /^mx(?:\d{1,2}|s|hosts?|servers?)$/;

/** The defined key that an unknown one was probably meant to be (`Mode`, `max-age`, `verison`, `mx1`), or null. */
export function misspeltKey(key: string): string | null {
  const plain = key.toLowerCase().replace(/[_.-]/g, '');
  if (SERVERS.test(plain)) return 'mx';
  const near = Array.from(MEANT).find(([meant]) => meant.length > 3 && isSlip(plain, meant));
  return MEANT.get(plain) ?? near?.[1] ?? null;
}

/** One letter more or less, or two in the wrong order; another letter makes another word ("code"). */
function isSlip(word: string, meant: string): boolean {
  const [short = '', long = ''] = [word, meant].toSorted((a, b) => a.length - b.length);
  if (short.length < 4 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
