import assert from 'node:assert/strict';
import { PROBLEMS, type Problem } from '../../lib/mechanisms.ts';
import { MOST_OF_A_CODE, type Problem as ProblemOf, type Rules } from '../../lib/problem.ts';

/** A problem keeps its promises: the parameters that its sentence needs, and a position that lies within the text. */
export function expectSound(problem: Problem, text: string): void {
  expectSoundBy(PROBLEMS, problem, text);
}

function expectSoundBy<Code extends string>(
  rules: Rules<Code>,
  { code, parameters, position }: ProblemOf<Code>,
  text: string,
): void {
  assert.deepEqual(Object.keys(parameters), rules[code].parameters);
  if (!position) return;
  const { offset, length, line } = position;
  assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${code} points outside the text`);
  // A policy has lines, and so has a text with TLSA records; a TXT record is one, whatever is in it.
  assert.equal(line, /^(?:policy|dane)-/.test(code) ? text.slice(0, offset).split('\n').length : 1);
}

/** What holds for the outcome of every parser and every text: each problem is sound, and none fills the list alone. */
export function expectSoundProblems(problems: readonly Problem[], text: string): void {
  expectSoundProblemsBy(PROBLEMS, problems, text);
}

/** The same by the rules of a table of its own, which no mechanism has yet. */
export function expectSoundProblemsBy<Code extends string>(
  rules: Rules<Code>,
  problems: readonly ProblemOf<Code>[],
  text: string,
): void {
  const counts = new Map<string, number>();
  for (const problem of problems) {
    expectSoundBy(rules, problem, text);
    counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1);
  }
  assert.ok(Math.max(0, ...counts.values()) <= MOST_OF_A_CODE);
}
