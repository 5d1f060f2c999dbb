/** The tags of the registry (RFC 9989 §9.3), and those that it calls historic: old receivers act on them, new ones do not. */
export const TAGS = ['p', 'sp', 'np', 't', 'psd', 'adkim', 'aspf', 'fo', 'rua', 'ruf'] as const;
export const HISTORIC_TAGS = ['pct', 'ri', 'rf'] as const;

const REGISTERED: ReadonlySet<string> = new Set(['v', ...TAGS, ...HISTORIC_TAGS]);

/** True for a tag that receivers know, or knew. */
export function isRegistered(name: string): boolean {
  return REGISTERED.has(name);
}

/** The tag that an unknown one was probably meant to be, or null. Names of one or two letters are like too many others. */
export function nearestTag(name: string): string | null {
  if (name.length < 3) return null;
  const most = name.length > 3 ? 2 : 1;
  const near = [...TAGS, 'pct'].filter(
    (tag) => tag.length > 2 && Math.abs(tag.length - name.length) <= most && distance(name, tag) <= most,
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** How many letters have to be put in, taken out, changed, or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const change = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const swap = isSwap ? (before[j - 2] ?? change) + 1 : change;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
