import { describe, expect, it } from 'vitest';
import { durationParts } from '../../lib/duration.ts';

describe('durationParts', () => {
  const rows: readonly (readonly [seconds: number, said: string, why: string])[] = [
    [0, '0 second', 'never empty'],
    [1, '1 second', 'the smallest'],
    [59, '59 second', 'below a minute'],
    [60, '1 minute', 'nothing is left'],
    [61, '1 minute 1 second', 'two units'],
    [3600, '1 hour', 'an hour'],
    [86399, '23 hour 59 minute', 'cut, not rounded up to a day'],
    [86400, '1 day', 'a day'],
    [90000, '1 day 1 hour', 'a day and an hour'],
    [86401, '1 day 1 second', 'the two greatest that are there'],
    [90061, '1 day 1 hour', 'the third unit is left out'],
    [604800, '7 day', 'the common max_age'],
    [31557600, '365 day 6 hour', 'the greatest max_age'],
    [9999999999, '115740 day 17 hour', 'ten digits'],
    [1.9, '1 second', 'parts of a second do not count'],
  ];
  it.each(rows)('%i s: %s, %s', (seconds, said) => {
    const parts = durationParts(seconds).map(({ unit, count }) => `${count} ${unit}`);
    expect(parts.join(' ')).toBe(said);
  });
});
