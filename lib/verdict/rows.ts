import type { MechanismName } from '../mechanisms.ts';
import type { OwnedFinding, Row } from './digest.ts';
import { isError, isFault } from './fault.ts';
import { gathered } from './gathered.ts';
import { LANES, WEIGHTS } from './weights.ts';

type Placed = Pick<Row, 'name' | 'lane'>;

/** The order of rows: lane by lane, and what counts most first. */
export function byPlace(a: Placed, b: Placed): number {
  return LANES.indexOf(a.lane) - LANES.indexOf(b.lane) || WEIGHTS[b.name].weight - WEIGHTS[a.name].weight;
}

/** The rows before any digest is there, in the order of the weights: each has its place from the first picture on, so that nothing jumps. */
export const PENDING_ROWS: readonly Row[] = (Object.keys(WEIGHTS) as MechanismName[]).map((name): Row => ({
  name,
  lane: WEIGHTS[name].lane,
  headline: 'checking',
  tone: 'idle',
}));

/** A row and what was found in it, worst first. */
export interface FoundRow extends Row {
  readonly findings: readonly OwnedFinding[];
  /** So many errors stand in a row whose own word says nothing of them. */
  readonly hidden: number;
}

/**
 * Each row with its findings. The tone of a mechanism says what becomes of mail; the row shows the worst of that and of its findings, so that no
 * error stands under a green sign. What could not be known stays so. Pure.
 */
export function foundRows(rows: readonly Row[], all: readonly OwnedFinding[]): FoundRow[] {
  return rows.map((row) =>
    withFindings(
      row,
      all.filter(({ mechanism }) => mechanism === row.name),
    ),
  );
}

function withFindings(row: Row, findings: readonly OwnedFinding[]): FoundRow {
  if (row.tone === 'ask' || row.tone === 'bad') return { ...row, findings, hidden: 0 };
  const hidden = gathered(findings.filter(isError)).length;
  if (hidden > 0) return { ...row, findings, hidden, tone: 'bad' };
  return { ...row, findings, hidden, tone: findings.some(isFault) ? 'warn' : row.tone };
}
