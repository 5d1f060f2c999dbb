import type { Problem } from '../problem.ts';

/** Makes of a text the one that has no problem of a code any more. It may leave what has no one right answer. */
export type Fixes<Code extends string> = Readonly<
  Partial<Record<Code, (text: string, problems: readonly Problem[]) => string>>
>;

/** A kind of text that can be mended: how it is read, and what can be done about each problem. */
export interface Mendable<Code extends string> {
  readonly problemsOf: (text: string) => readonly Problem<Code>[];
  readonly fixes: Fixes<Code>;
  /** False where what a text says would be lost on the way to another, which is then no fix. */
  readonly keeps?: (before: string, after: string) => boolean;
  /** True for a code that says what a readable text means: no fix makes it, and it comes to light as soon as the text can be read. */
  readonly reveals?: (code: string) => boolean;
}
