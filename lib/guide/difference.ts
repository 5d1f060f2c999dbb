import { diffArrays } from 'diff';

/** A line of two texts that are compared. */
export interface LineDifference {
  readonly kind: 'same' | 'added' | 'removed';
  /** Without its end. */
  readonly text: string;
}

/** The time to find the least difference grows with the square of it, and nobody reads thousands of changes. */
const MAX_CHANGES = 2000;

/**
 * The live policy against the proposed one, line by line, in the order of reading: the least number of changes, or
 * the whole text replaced where there are thousands. How a line ends makes no difference (RFC 8461 §3.2 allows LF and
 * CRLF).
 */
export function differenceOf(live: string, proposed: string): LineDifference[] {
  const [was, is] = [linesOf(live), linesOf(proposed)];
  // As many lines more are as many changes at least.
  const isFar = Math.abs(was.length - is.length) > MAX_CHANGES;
  const changes = (isFar ? null : diffArrays(was, is, { maxEditLength: MAX_CHANGES })) ?? [
    { removed: true, added: false, value: was },
    { removed: false, added: true, value: is },
  ];
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text }) as const),
  );
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
