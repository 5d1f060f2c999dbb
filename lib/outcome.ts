import type { Problem } from './problem.ts';

/**
 * The four words of Waxseal, as types. They are never mixed:
 * found (it is there), absent (we know that there is none), invalid (published and broken), unavailable (we could not know).
 */

/** What a parser makes of a text: a value with its notes, or what is wrong with it. A parser never throws. */
export type Parsed<T, Code extends string = string> =
  | { readonly state: 'valid'; readonly value: T; readonly problems: readonly Problem<Code>[] }
  | { readonly state: 'invalid'; readonly problems: readonly Problem<Code>[] };

/** Which record of a TXT RRset a sender would use, if any. */
export type Selected<T, Code extends string = string> =
  | {
      readonly state: 'found';
      readonly value: T;
      readonly text: string;
      readonly problems: readonly Problem<Code>[];
    }
  | { readonly state: 'absent'; readonly problems: readonly Problem<Code>[] }
  | { readonly state: 'invalid'; readonly problems: readonly Problem<Code>[] };

/** A part of an assessment that has no answer yet. */
export interface Pending {
  readonly state: 'pending';
}

export const PENDING: Pending = { state: 'pending' };
