import type { RecordFacts } from '../dns/record-facts.ts';
import type { PolicyHostFacts } from '../mechanisms/mta-sts/host-address.ts';
import type { RecordType } from '../dns/lookup.ts';
import type { Snapshot } from './snapshot.ts';
import type { PolicyFacts } from '../mechanisms/mta-sts/served-policy.ts';
import type { StsRecord } from '../mechanisms/mta-sts/record.ts';
import type { RememberedPolicy } from '../mechanisms/mta-sts/remembered-policy.ts';
import type { MxFacts } from '../mechanisms/mx/assess.ts';
import type { Pending } from '../outcome.ts';
import type { TlsrptRecord } from '../mechanisms/tlsrpt/record.ts';

/**
 * The facts about one domain, as they were found, and nothing that is concluded from them. JSON all through: it crosses
 * storage and messages.
 */
export interface Assessment extends Snapshot {
  readonly schema: typeof ASSESSMENT_SCHEMA;
  readonly mx: Pending | MxFacts;
  readonly stsRecord: Pending | RecordFacts<StsRecord>;
  readonly policyHost: Pending | PolicyHostFacts;
  readonly policy: Pending | PolicyFacts;
  /** The file at the policy host of a domain without a usable record, which no sender reads; only there where the guide had it looked for. */
  readonly policyFile?: PolicyFacts;
  /** The last valid policy that was read here and may still be in the caches of senders; null where there is none. */
  readonly remembered: RememberedPolicy | null;
  readonly tlsrpt: Pending | RecordFacts<TlsrptRecord>;
  /** Every question that was sent, in order of its answer. */
  readonly queries: readonly Query[];
  /** The last request to the policy host, however it ended; null where none was sent. */
  readonly policyFetch: Span | null;
  /** True if something counts as absent by a no without proof, since this resolver never gives any (RFC 2308 §5). */
  readonly unprovenNoes?: boolean | undefined;
}

/** When something happened in the course of an assessment. */
export interface Span {
  /** Counted from `startedAt` of the assessment. */
  readonly startedAfterMs: number;
  readonly tookMs: number;
}

/** A span in the course of an assessment; the clock may have been set back in the middle of it. */
export function spanOf(assessmentStartedAt: number, startedAt: number, endedAt: number): Span {
  return {
    startedAfterMs: Math.max(0, startedAt - assessmentStartedAt),
    tookMs: Math.max(0, endedAt - startedAt),
  };
}

export const ASSESSMENT_SCHEMA = 1;

/** One question that was sent, for the evidence and for the person who wants to know what left the browser. */
export interface Query extends Span {
  readonly name: string;
  readonly type: RecordType;
  /** The RCODE of the response, or why there was no usable one. */
  readonly outcome: string;
  readonly authentic: boolean;
}

/** True where only leave to read the policy host is missing. */
export function awaitsPermission({ policy }: Pick<Assessment, 'policy'>): boolean {
  return policy.state === 'unavailable' && policy.problems[0]?.code === 'policy-not-permitted';
}
