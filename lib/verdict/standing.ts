import type { Assessment } from '../check/assessment.ts';
import { coverageOf, type ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { findingsOf } from './findings.ts';
import type { Mode, StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import { HEADLINES, type Headline, type Standing, type Tone } from './headlines.ts';
import { isFragile, type Problem } from '../problem.ts';

/** What is concluded of a domain. */
export interface Verdict {
  readonly standing: Standing;
  readonly tone: Tone;
  readonly headline: Headline;
  /** Null where senders find no policy, or we do not know. */
  readonly mode: Mode | null;
  /** Seconds, as published. */
  readonly maxAgeSeconds: number | null;
  readonly servers: readonly ServerVerdict[];
  /** How many of the servers a pattern covers; null where there is no policy or no server to hold it against. */
  readonly coverage: { readonly covered: number; readonly total: number } | null;
  /** Worst first. */
  readonly findings: readonly Problem[];
}

/**
 * Concludes from the facts what becomes of mail to the domain. Pure; `now` (milliseconds since 1970 UTC) decides only
 * whether a remembered policy is still held by senders. Something unavailable never makes a verdict better.
 */
export function standingOf(
  assessment: Assessment,
  now: number = assessment.finishedAt ?? assessment.startedAt,
): Verdict {
  const { mx, policy } = assessment;
  const value = policy.state === 'found' ? policy.value : null;
  const servers = mx.state === 'found' ? coverageOf(mx.hosts, policyForSenders(assessment)) : [];
  const covered = servers.filter(({ pattern }) => pattern !== null).length;
  const hasCoverage = value !== null && value.mode !== 'none' && servers.length > 0;
  const findings = findingsOf(assessment, servers, now);
  const isUnreachable =
    servers.length > 0 && servers.every(({ consequence }) => consequence === 'unreachable');
  const headline = isUnreachable
    ? 'no-mail-unreachable'
    : headlineOf(assessment, servers.length - covered, servers.length, findings);
  return {
    ...HEADLINES[headline],
    headline,
    mode: value?.mode ?? null,
    maxAgeSeconds: value?.maxAgeSeconds ?? null,
    servers,
    coverage: hasCoverage ? { covered, total: servers.length } : null,
    findings,
  };
}

/** The policy that a sender without a cached one goes by. */
function policyForSenders({ policy, stsRecord }: Assessment): StsPolicy | null | 'unknown' {
  if (policy.state === 'found') return policy.value;
  // A record that is absent or invalid settles it, whatever the policy host might say.
  const isSettled =
    stsRecord.state === 'absent' || stsRecord.state === 'invalid' || policy.state === 'invalid';
  return isSettled ? null : 'unknown';
}

function headlineOf(
  assessment: Assessment,
  uncovered: number,
  total: number,
  findings: readonly Problem[],
): Headline {
  const { mx, stsRecord, policy } = assessment;
  if (mx.state === 'absent') return NO_MAIL[mx.reason];
  if (stsRecord.state === 'pending' || mx.state === 'pending' || policy.state === 'pending')
    return 'checking';
  if (stsRecord.state === 'unavailable')
    return stsRecord.reason === 'not-permitted' ? 'unknown-resolver' : 'unknown-dns';
  if (stsRecord.state === 'absent') return 'absent';
  if (stsRecord.state === 'invalid') return 'broken-record';
  if (policy.state === 'absent') return 'unknown-policy';
  if (policy.state === 'unavailable')
    return policy.problems[0]?.code === 'policy-not-permitted' ? 'unknown-permission' : 'unknown-policy';
  if (policy.state === 'invalid') return policy.text === null ? 'broken-fetch' : 'broken-policy';
  const { mode } = policy.value;
  if (mode === 'none') return 'disabled';
  if (mx.state === 'unavailable') return 'unknown-mx';
  if (uncovered > 0) {
    if (mode === 'testing') return 'uncovered-testing';
    return uncovered === total ? 'uncovered-all' : 'uncovered-some';
  }
  if (findings.some(isFragile)) return mode === 'enforce' ? 'fragile-enforce' : 'fragile-testing';
  return mode === 'enforce' ? 'enforced' : 'testing';
}

const NO_MAIL = {
  'null-mx': 'no-mail-null',
  nxdomain: 'no-mail-nxdomain',
  'no-address': 'no-mail-no-address',
} as const satisfies Record<string, Headline>;
