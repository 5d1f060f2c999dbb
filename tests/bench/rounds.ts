/** Numbers of one contender, one for each round. */
export type Series = readonly number[];

/** Half of the rounds lie between `low` and `high`. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Lets contenders run in turns, so that whatever else the machine does meets all of them: each gives one number for each round. The
 * first round warms up and does not count; the order changes from round to round.
 */
export async function inTurns<Name extends string>(
  contenders: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds: number,
): Promise<Record<Name, Series>> {
  const names = Object.keys(contenders) as Name[];
  const series = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    const turn = names.map((_, index) => names[(index + round) % names.length]!);
    for (const name of turn) {
      const value = await contenders[name]();
      if (round > 0) series[name].push(value);
    }
  }
  return series;
}

/** Milliseconds that something takes. */
export async function timed(act: () => unknown): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/**
 * Milliseconds for one call of something quick and synchronous: the best of as many batches of a millisecond as fill 30, since whatever
 * else the machine does can only make a batch slower.
 */
export function timedEach(act: () => unknown): number {
  let best = Infinity;
  let calls = 1;
  const end = performance.now() + 30;
  do {
    const start = performance.now();
    for (let i = 0; i < calls; i += 1) act();
    const took = performance.now() - start;
    best = Math.min(best, took / calls);
    calls = Math.max(1, Math.round(1 / best));
  } while (performance.now() < end);
  return best;
}

export function summaryOf(series: Series): Summary {
  const sorted = series.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** What each round makes of the two: so a slow moment of the machine, which met both, is left out. */
export function ratios(series: Series, base: Series): Series {
  return series.map((value, round) => value / base[round]!);
}
