import type { Assessment } from '../../lib/check/assessment.ts';
import type { Problem, ProblemCode } from '../../lib/mechanisms.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { assessmentOf } from './assessments.ts';
import { NOW } from './time.ts';

/** A way in which a domain differs from one where all is well, and everything that is then found. */
export type FindingRow = readonly [why: string, change: Partial<Assessment>, expected: readonly Problem[]];

export function problem(code: ProblemCode, parameters: Problem['parameters'] = {}): Problem {
  return { code, parameters };
}

/** The findings without their positions, which are those of the parsers. */
export function findings(change: Partial<Assessment>, now = NOW): Problem[] {
  return standingOf(assessmentOf(change), now).findings.map(({ code, parameters }) => ({ code, parameters }));
}
