import type { Span } from '../network/span.ts';
import type { Assessment } from '../check/assessment.ts';
import { policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';

/** One step of a check: a question to the resolver, or the request for the policy file. */
export interface Step extends Span {
  /** The type of the question, or "GET". */
  readonly what: string;
  /** The name that was asked for, or the address of the file. */
  readonly of: string;
  /** The RCODE, why there was no usable answer, or what came of the fetch. */
  readonly outcome: string;
  /** It was asked once more, without validation (CD), after it had failed. */
  readonly isUnchecked?: boolean;
}

export interface TimeLine {
  /** In order of their start. */
  readonly steps: readonly Step[];
  /** From the start of the check to the end of its last step; at least 1, so that shares of it are numbers. */
  readonly totalMs: number;
}

/** When each query and the fetch of the policy began, and how long each took. Pure. */
export function timeLineOf({ policyDomain, queries, policyFetch, policy }: Assessment): TimeLine {
  const questions = queries.map(({ type, name, outcome, isUnchecked, startedAfterMs, tookMs }) => ({
    what: type,
    of: name,
    outcome,
    ...(isUnchecked && { isUnchecked }),
    startedAfterMs,
    tookMs,
  }));
  const file = policyFetch
    ? [{ what: 'GET', of: policyUrlOf(policyDomain), outcome: policy.state, ...policyFetch }]
    : [];
  const steps = [...questions, ...file].toSorted((a, b) => a.startedAfterMs - b.startedAfterMs);
  const ends = steps.map(({ startedAfterMs, tookMs }) => startedAfterMs + tookMs);
  return { steps, totalMs: Math.max(1, ...ends) };
}
