export interface DurationPart {
  readonly unit: 'day' | 'hour' | 'minute' | 'second';
  readonly count: number;
}

const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A number of seconds in the two greatest units that say it: 604800 is 7 days, 90000 is 1 day and 1 hour. Never empty. */
export function durationParts(seconds: number): DurationPart[] {
  let rest = Math.trunc(seconds);
  const parts: DurationPart[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push({ unit, count });
  }
  return parts.length > 0 ? parts.slice(0, 2) : [{ unit: 'second', count: 0 }];
}
