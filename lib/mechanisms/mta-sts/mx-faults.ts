import type { MxPatternFault } from './mx-pattern.ts';

/** Why the value of an mx field is not one pattern (RFC 8461 §3.2). */
export type MxValueFault =
  MxPatternFault | 'extra' | 'quotes' | 'dash' | 'invisible' | 'space' | 'comma' | 'placeholder';

/** What somebody meant by the value of an mx field that is not one pattern. */
export interface MxValue {
  /** Each pattern that stands in it, as a policy has to write it, in order. */
  readonly patterns: readonly string[];
  /** Never empty; the one that says most comes first. */
  readonly faults: readonly MxValueFault[];
  /** What is no part of a pattern, as written: a preference, the rest of a record line, a comment. */
  readonly extra: readonly string[];
  /** True where there is one reading, so that the patterns can take the place of the value. */
  readonly isPlain: boolean;
}

/** What can stand in an mx field beside host names, or in the place of their letters; the one that says most comes first. */
export const MENDABLE_FAULTS = [
  'space',
  'list',
  'extra',
  'quotes',
  'dash',
  'invisible',
  'u-label',
  'trailing-dot',
  'port',
] as const satisfies readonly MxValueFault[];

/** Those of them that were found, in that order. */
export function faultsInOrder(faults: ReadonlySet<MxValueFault>): MxValueFault[] {
  return MENDABLE_FAULTS.filter((fault) => faults.has(fault));
}
