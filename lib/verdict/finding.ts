import type { Severity } from '../severity.ts';
import { PROBLEMS, type Problem } from '../mechanisms.ts';

/** A problem together with what the table says of its code, so that whoever shows it needs no table. JSON all through. */
export interface Finding extends Problem {
  readonly severity: Severity;
  /** "RFC 8461 §3.1", or null where no RFC says it. */
  readonly source: string | null;
  /** It is said once for all lines that have it. */
  readonly inLines?: boolean;
}

/** Adds what the table says. Pure. */
export function findingOf(problem: Problem): Finding {
  const { severity, source, inLines } = PROBLEMS[problem.code];
  return { ...problem, severity, source, ...(inLines && { inLines }) };
}
