import type { Problem } from '../mechanisms.ts';
import type { Finding } from './finding.ts';

/** A problem that is said once, for every line that has it. */
export interface Gathered<Of extends Problem = Finding> {
  /** The first of them. */
  readonly finding: Of;
  readonly all: readonly Of[];
}

/** Equal for problems that the same repair mends: what the first parameter names is the text that has it, the others are what to do. */
export function causeOf({ code, parameters }: Problem): string {
  return JSON.stringify([code, Object.values(parameters).slice(1)]);
}

/**
 * Findings in lines of a file that have one cause are said once; everything else stays by itself. In the order of the
 * first of each. Pure.
 */
export function gathered<Of extends Finding>(findings: readonly Of[]): Gathered<Of>[] {
  const groups = Map.groupBy(findings, (finding) =>
    finding.position && finding.inLines ? causeOf(finding) : finding,
  );
  return Array.from(groups.values(), (all) => ({ finding: all[0] as Of, all }));
}

/** The lines that have it, each once and with the one that stands there, and how many lines there are in all. */
export function linesOf({ all }: Gathered<Problem>): { count: number; shown: Map<number, Problem> } {
  const shown = new Map<number, Problem>();
  let more = 0;
  for (const problem of all) {
    if (problem.position && !shown.has(problem.position.line)) shown.set(problem.position.line, problem);
    more += problem.more ?? 0;
  }
  return { count: shown.size + more, shown };
}
