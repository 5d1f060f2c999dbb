import type { Problem, ProblemCode } from '../mechanisms.ts';
import type { Mendable as MendableBy } from '../text/mendable.ts';

/** A text of the workshop, with any of the problems that there are. */
export type Mendable = MendableBy<ProblemCode>;

/** The longest text, in UTF-16 units, that is mended: several times what a policy ever has. A fix reads the text a few times. */
export const MAX_MENDED = 10 * 1024;

/** How many problems that came to light by a fix are mended along with it. */
const MAX_STEPS = 12;

/**
 * The text without the problems of a code, or null where they have no one right answer. Offered is only what reading it
 * again proves: the problem is gone, and there is none that was not there before, but for what only a text that can be read may say. What a fault had hidden (a line that a lone
 * CR had swallowed) is mended along with it, or the fix is not offered.
 */
export function fixedText(kind: Mendable, text: string, code: ProblemCode): string | null {
  return text.length > MAX_MENDED ? null : mended(kind, text, kind.problemsOf(text), code);
}

function mended(kind: Mendable, text: string, before: readonly Problem[], code: ProblemCode): string | null {
  if (!before.some((problem) => problem.code === code)) return null;
  const known = new Set(before.map(identityOf));
  let next = kind.fixes[code]?.(text, before) ?? text;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const after = kind.problemsOf(next);
    const added = after.filter(
      (problem) => !known.has(identityOf(problem)) && kind.reveals?.(problem.code) !== true,
    );
    if (added.length === 0) {
      const isGone = !after.some((problem) => problem.code === code);
      return isGone && (kind.keeps?.(text, next) ?? true) ? next : null;
    }
    const better = added
      .map((problem) => kind.fixes[problem.code]?.(next, after) ?? next)
      .find((candidate) => candidate !== next);
    if (better === undefined) return null;
    next = better;
  }
  return null;
}

/** Every code that has a fix here, with the text after it. */
export function fixesOf(kind: Mendable, text: string): ReadonlyMap<ProblemCode, string> {
  if (text.length > MAX_MENDED) return new Map();
  const problems = kind.problemsOf(text);
  const codes = [...new Set(problems.map(({ code }) => code))];
  return new Map(
    codes.flatMap((code) => {
      const fixed = mended(kind, text, problems, code);
      return fixed === null ? [] : [[code, fixed] as const];
    }),
  );
}

/** The text after every fix that there is. Ends, since each takes a code away and adds none. */
export function withEveryFix(kind: Mendable, text: string): string {
  let next = text;
  for (;;) {
    const [first] = fixesOf(kind, next).values();
    if (first === undefined) return next;
    next = first;
  }
}

function identityOf({ code, parameters }: Problem): string {
  return `${code} ${JSON.stringify(parameters)}`;
}
