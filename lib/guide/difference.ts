import { diffArrays } from 'diff';

/** A line of two texts held against each other. */
export interface LineDifference {
  readonly kind: 'same' | 'added' | 'removed';
  /** Without its end. */
  readonly text: string;
}

/**
 * The live policy against the proposed one, line by line, in the order of reading: the least number of changes. How a
 * line ends makes no difference (RFC 8461 §3.2 allows LF and CRLF).
 */
export function differenceOf(live: string, proposed: string): LineDifference[] {
  return diffArrays(linesOf(live), linesOf(proposed)).flatMap(({ added, removed, value }) =>
    value.map((text) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text }) as const),
  );
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
