import type { Assessment } from '../check/assessment.ts';
import { coverageOf, type ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import type { CloserLook } from './closer-look.ts';
import { findingsOf } from './findings.ts';
import type { Mode, StsPolicy } from '../mechanisms/mta-sts/policy.ts';
import { isFragile, type Problem } from '../problem.ts';

/** The verdict on a domain in one word. */
export type Standing =
  | 'enforced'
  | 'testing'
  | 'uncovered'
  | 'broken'
  | 'fragile'
  | 'disabled'
  | 'absent'
  | 'no-mail'
  | 'unknown'
  | 'checking';

/** How it is coloured; never the only sign. */
export type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'ask';

/** The verdict in one sentence: each has its text in the locale file under `headline`. */
export type Headline =
  | 'enforced'
  | 'testing'
  | 'uncovered-all'
  | 'uncovered-some'
  | 'uncovered-testing'
  | 'broken-record'
  | 'broken-fetch'
  | 'broken-policy'
  | 'fragile-enforce'
  | 'fragile-testing'
  | 'disabled'
  | 'absent'
  | 'no-mail-null'
  | 'no-mail-nxdomain'
  | 'no-mail-no-address'
  | 'no-mail-unreachable'
  | 'unknown-resolver'
  | 'unknown-permission'
  | 'unknown-dns'
  | 'unknown-policy'
  | 'unknown-mx'
  | 'checking';

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

const TONES = {
  enforced: 'good',
  testing: 'warn',
  uncovered: 'bad',
  broken: 'bad',
  fragile: 'warn',
  disabled: 'idle',
  absent: 'idle',
  'no-mail': 'idle',
  unknown: 'ask',
  checking: 'idle',
} satisfies Record<Standing, Tone>;

/**
 * Concludes from the facts what becomes of mail to the domain. Pure; `now` (milliseconds since 1970 UTC) decides only
 * whether a remembered policy is still held by senders. `look` finds the culprit of what is wrong with MX records and aliases; null where
 * that is not loaded yet, or only the standing counts, which does not depend on it. Something unavailable never makes a verdict better.
 */
export function verdictOf(assessment: Assessment, now: number, look: CloserLook | null): Verdict {
  const { mx, policy } = assessment;
  const value = policy.state === 'found' ? policy.value : null;
  const servers = mx.state === 'found' ? coverageOf(mx.hosts, policyForSenders(assessment)) : [];
  const covered = servers.filter(({ pattern }) => pattern !== null).length;
  const hasCoverage = value !== null && value.mode !== 'none' && servers.length > 0;
  const findings = findingsOf(assessment, servers, now, look);
  const isUnreachable =
    servers.length > 0 && servers.every(({ consequence }) => consequence === 'unreachable');
  const headline = isUnreachable
    ? 'no-mail-unreachable'
    : headlineOf(assessment, servers.length - covered, servers.length, findings);
  return {
    standing: STANDINGS[headline],
    tone: toneOf(headline),
    headline,
    mode: value?.mode ?? null,
    maxAgeSeconds: value?.maxAgeSeconds ?? null,
    servers,
    coverage: hasCoverage ? { covered, total: servers.length } : null,
    findings,
  };
}

/** That no server has an address is a fault, which a null MX is not; and in testing nothing is refused. */
function toneOf(headline: Headline): Tone {
  if (headline === 'no-mail-unreachable') return 'bad';
  return headline === 'uncovered-testing' ? 'warn' : TONES[STANDINGS[headline]];
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

const STANDINGS = {
  enforced: 'enforced',
  testing: 'testing',
  'uncovered-all': 'uncovered',
  'uncovered-some': 'uncovered',
  'uncovered-testing': 'uncovered',
  'broken-record': 'broken',
  'broken-fetch': 'broken',
  'broken-policy': 'broken',
  'fragile-enforce': 'fragile',
  'fragile-testing': 'fragile',
  disabled: 'disabled',
  absent: 'absent',
  'no-mail-null': 'no-mail',
  'no-mail-nxdomain': 'no-mail',
  'no-mail-no-address': 'no-mail',
  'no-mail-unreachable': 'no-mail',
  'unknown-resolver': 'unknown',
  'unknown-permission': 'unknown',
  'unknown-dns': 'unknown',
  'unknown-policy': 'unknown',
  'unknown-mx': 'unknown',
  checking: 'checking',
} satisfies Record<Headline, Standing>;
