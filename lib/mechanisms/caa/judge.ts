import type { CaaParts, CaaSet } from './facts.ts';
import { CAA_PROBLEMS, type CaaProblemCode } from './problems.ts';
import type { JudgedWith, Judgement } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';

/** Who may issue a certificate for the policy host, in one word each. That nobody is named is no fault. */
export const CAA_HEADLINES = {
  limited: { tone: 'good' },
  open: { tone: 'idle' },
  'wildcard-only': { tone: 'warn' },
  forbidden: { tone: 'bad' },
  'not-asked': { tone: 'idle' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

export type CaaHeadline = keyof typeof CAA_HEADLINES;

type Findings = Problems<CaaProblemCode>;

/** Everything worth saying about who may issue for the policy host. Pure. */
export function judgeCaa(
  { caa }: CaaParts,
  _: object,
  { policyDomain }: JudgedWith,
): Judgement<CaaHeadline, CaaProblemCode> {
  if (caa.state === 'pending') return { headline: 'checking', findings: [] };
  if (caa.state === 'not-asked') return { headline: 'not-asked', findings: [] };
  if (caa.state === 'absent') return { headline: 'open', findings: [] };
  const findings: Findings = new Problems(CAA_PROBLEMS);
  if (caa.state === 'unavailable') {
    findings.add('caa-unavailable', { name: caa.at, reason: caa.reason });
    return { headline: 'unknown', findings: findings.list };
  }
  for (const { code, parameters } of caa.problems) findings.add(code, parameters);
  const headline = headlineOf(caa, `mta-sts.${policyDomain}`, findings);
  const target = caa.aliases.at(-1);
  if (target !== undefined) findings.add('caa-at-target', { name: caa.at, target });
  return { headline, findings: findings.list };
}

/** A certificate that is there already goes on being good: what is forbidden is the next one (RFC 8659 §1). */
function headlineOf(
  { at, issuers, wildcardIssuers, refusedBy }: CaaSet,
  name: string,
  findings: Findings,
): CaaHeadline {
  // The problem of the tag says the rest.
  if (refusedBy !== null) return 'forbidden';
  if (issuers?.length === 0 && (wildcardIssuers === null || wildcardIssuers.length > 0)) {
    findings.add('caa-wildcard-only', { name, at });
    return 'wildcard-only';
  }
  if (issuers?.length === 0) {
    findings.add('caa-forbidden', { name, at });
    return 'forbidden';
  }
  return issuers === null ? 'open' : 'limited';
}
