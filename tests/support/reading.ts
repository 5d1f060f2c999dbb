import type { Problem, ProblemCode } from '../../lib/mechanisms.ts';
import { expectSound } from './sound.ts';

/**
 * A problem as the tables write it: its code, its parameters and, where it has a position, the text that it points at.
 * Comparing these compares everything that a problem says.
 */
export interface Told {
  readonly code: ProblemCode;
  readonly at?: string;
  readonly [parameter: string]: string | number | undefined;
}

/** The problems that were found in a text, as the tables write them: by their place, then those that have none. */
export function told(problems: readonly Problem[], text: string): Told[] {
  const place = ({ position }: Problem) => position?.offset ?? text.length + 1;
  return problems
    .toSorted((a, b) => place(a) - place(b))
    .map((problem) => {
      expectSound(problem, text);
      const { code, parameters, position } = problem;
      const at = position && { at: text.slice(position.offset, position.offset + position.length) };
      return Object.assign({ code }, parameters, at);
    });
}

/** The bytes of a text in UTF-8. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Lines, each ended by LF. */
export function lines(...texts: string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
