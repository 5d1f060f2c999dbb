import type { RecordType } from '../dns/lookup.ts';
import type { Parts } from '../mechanisms.ts';
import type { Span } from '../network/span.ts';
import type { Lane } from '../verdict/weights.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The facts about one domain, as they were found, and nothing that is concluded from them: the parts of every mechanism, and how the check went. JSON
 * all through: it crosses storage and messages.
 */
export interface Assessment extends Snapshot, Parts {
  readonly schema: typeof ASSESSMENT_SCHEMA;
  /** Every question that was sent, in order of its answer. */
  readonly queries: readonly Query[];
  /** True if something counts as absent by a no without proof, since this resolver never gives any (RFC 2308 §5). */
  readonly unprovenNoes?: boolean | undefined;
  /** The lanes that were asked for, where it was not everything: what a person wants to see takes more than the automatic badge. */
  readonly lanes?: readonly Lane[] | undefined;
}

export const ASSESSMENT_SCHEMA = 1;

/** One question that was sent, for the evidence and for the person who wants to know what left the browser. */
export interface Query extends Span {
  readonly name: string;
  readonly type: RecordType;
  /** The RCODE of the response, or why there was no usable one. */
  readonly outcome: string;
  readonly authentic: boolean;
  /** Asked with CD, to learn why the same question failed. */
  readonly isUnchecked?: boolean;
}
