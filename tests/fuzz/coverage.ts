import { COUNTS } from './bundle.ts';

type Counts = Record<string, { s: Record<string, number>; b: Record<string, number[]> }>;

/** Which counters of the bundle have been reached, and how often in one run: once, twice, three, 4 to 7, 8 to 15 … */
export class Coverage {
  readonly #lists: (Record<string, number> | number[])[];
  readonly #seen: Set<number>[];
  size = 0;

  constructor() {
    const counts = (globalThis as unknown as Record<string, Counts>)[COUNTS] ?? {};
    this.#lists = Object.values(counts).flatMap(({ s, b }) => [s, ...Object.values(b)]);
    this.#seen = this.#lists.map(() => new Set());
  }

  /** True where the last run has reached something new; sets the counters back for the next. */
  isNew(): boolean {
    const before = this.size;
    for (const [index, list] of this.#lists.entries()) {
      const counts = list as Record<string, number>;
      const seen = this.#seen[index]!;
      for (const key in counts) {
        const count = counts[key] ?? 0;
        if (count === 0) continue;
        counts[key] = 0;
        const feature =
          Number(key) * 32 + Math.min(31, Math.floor(Math.log2(count)) + (count === 3 ? 16 : 0));
        if (seen.has(feature)) continue;
        seen.add(feature);
        this.size += 1;
      }
    }
    return this.size > before;
  }
}
