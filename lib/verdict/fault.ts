import { PROBLEMS, type Problem } from '../problem.ts';

/** True where something is wrong, rather than good to know. */
export function isFault({ code }: Problem): boolean {
  return !['notice', 'info'].includes(PROBLEMS[code].severity);
}
