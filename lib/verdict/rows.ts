import type { MechanismName } from '../mechanisms.ts';
import type { OwnedFinding, Row } from './digest.ts';
import { isError, isFault } from './fault.ts';
import { gathered } from './gathered.ts';
import { WEIGHTS } from './weights.ts';

/** The order of rows within a lane: what counts most first. */
export function byWeight(a: Pick<Row, 'name'>, b: Pick<Row, 'name'>): number {
  return WEIGHTS[b.name].weight - WEIGHTS[a.name].weight;
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
  const isSaid = row.tone === 'ask' || row.tone === 'bad';
  const hidden = isSaid ? 0 : gathered(findings.filter(isError)).length;
  const tone = hidden > 0 ? 'bad' : !isSaid && findings.some(isFault) ? 'warn' : row.tone;
  return { ...row, findings, hidden, tone };
}
