import { ratios, summaryOf, type Series, type Summary } from './rounds.ts';

/** One line of the table: something measured, what it is held against, and what was aimed at. */
export interface Figure {
  readonly group: string;
  readonly what: string;
  readonly unit: string;
  readonly value: Summary;
  /** The floor or the peer of the same run. */
  readonly against: string;
  readonly base: Summary;
  /** Value by base, round by round. */
  readonly ratio: Summary;
  /** The greatest ratio that was aimed at; null where none was. */
  readonly target: number | null;
}

/** A figure of two series that were taken in turns. */
export function figure(
  name: Pick<Figure, 'group' | 'what' | 'against'> & { unit?: string; target?: number },
  series: Series,
  base: Series,
): Figure {
  const { group, what, against, unit = 'ms', target = null } = name;
  return {
    group,
    what,
    unit,
    value: summaryOf(series),
    against,
    base: summaryOf(base),
    ratio: summaryOf(ratios(series, base)),
    target,
  };
}

/** A figure that is the same in every round, held against a fixed measure. */
export function fixedFigure(
  name: Pick<Figure, 'group' | 'what' | 'against'> & { unit: string; target?: number },
  value: number,
  base: number,
): Figure {
  return figure(name, [value], [base]);
}

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((each) => [
    each.group,
    each.what,
    `${amount(each.value.median)} ${each.unit}`,
    each.against,
    `${amount(each.base.median)} ${each.unit}`,
    each.ratio.median.toFixed(2),
    `${each.ratio.low.toFixed(2)}–${each.ratio.high.toFixed(2)}`,
    each.target === null ? '' : `≤ ${each.target}`,
    each.target === null ? '' : each.ratio.median <= each.target ? 'met' : 'missed',
  ]);
  const head = ['group', 'what', 'median', 'against', 'median', 'ratio', 'half of the rounds', 'target', ''];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function amount(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toFixed(digits);
}
