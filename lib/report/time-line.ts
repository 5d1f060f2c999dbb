import type { Span } from '../network/span.ts';
import type { Assessment } from '../check/assessment.ts';
import { policyUrlOf } from '../mechanisms/mta-sts/policy-host.ts';
import type { DnsFailure } from '../dns/lookup.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import { paragraph, type Section, type ToldStep, type Words } from './blocks.ts';

/** One step of a check: a question to the resolver, or the request for the policy file. */
export interface Step extends Span {
  /** The type of the question, or "GET". */
  readonly what: string;
  /** The name that was asked for, or the address of the file. */
  readonly of: string;
  /** The RCODE, why there was no usable answer, or what came of the fetch. */
  readonly outcome: string;
}

export interface TimeLine {
  /** In order of their start. */
  readonly steps: readonly Step[];
  /** From the start of the check to the end of its last step; at least 1, so that shares of it are numbers. */
  readonly totalMs: number;
}

/** When each query and the fetch of the policy began, and how long each took. Pure. */
export function timeLineOf({ policyDomain, queries, policyFetch, policy }: Assessment): TimeLine {
  const questions = queries.map(({ type, name, outcome, startedAfterMs, tookMs }) => ({
    what: type,
    of: name,
    outcome,
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

/** Each question and the fetch as a bar in the time of the check, with its numbers as text. */
export function timeLineSection(assessment: Assessment, words: Words): Section {
  const { say, moment } = words;
  const { steps, totalMs } = timeLineOf(assessment);
  const about = { id: 'time-line', heading: say('report.timeLine') };
  if (steps.length === 0) return { ...about, blocks: [paragraph(say('report.timeLineEmpty'), 'quiet')] };
  const time = moment(assessment.startedAt);
  const hint = say('report.timeLineHint', { time, milliseconds: Math.round(totalMs) });
  const told = steps.map((step) => toldStep(step, totalMs, words));
  return { ...about, blocks: [paragraph(hint, 'quiet'), { kind: 'steps', steps: told }] };
}

function toldStep(step: Step, totalMs: number, words: Words): ToldStep {
  const { what, of, startedAfterMs, tookMs } = step;
  const times = { start: Math.round(startedAfterMs), took: Math.round(tookMs) };
  return {
    class: what === 'GET' ? 'file' : 'question',
    what,
    of,
    says: `${outcomeWords(step, words)} · ${words.say('report.stepTimes', times)}`,
    from: (100 * startedAfterMs) / totalMs,
    width: (100 * tookMs) / totalMs,
  };
}

/** What came of a step: an RCODE as it is, a failure or a fetch in words. */
function outcomeWords({ what, outcome }: Step, { say }: Words): string {
  if (what === 'GET') return say(`report.fetched.${outcome as 'found'}`);
  return /^[A-Z]/.test(outcome) ? valueOf(outcome) : say(`dns.${keyOf(outcome as DnsFailure)}`);
}
