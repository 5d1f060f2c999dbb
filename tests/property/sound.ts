import { expect } from 'vitest';
import type { Problem } from '../../lib/problem.ts';
import { Problems } from '../../lib/problem.ts';
import { expectSound } from '../support/reading.ts';

/** What holds for the outcome of every parser and every text: each problem is sound, and none fills the list alone. */
export function expectSoundProblems(problems: readonly Problem[], text: string): void {
  const counts = new Map<string, number>();
  for (const problem of problems) {
    expectSound(problem, text);
    counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1);
  }
  expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(Problems.LIMIT);
}
