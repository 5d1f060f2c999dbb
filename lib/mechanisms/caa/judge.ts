import type { CaaParts, CaaSet } from './facts.ts';
import { policyHostOf } from './policy-host.ts';
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

/** The way of ACME that a web host can go by itself (RFC 8555 §8.3). */
const HTTP = 'http-01';

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
  const name = policyHostOf(policyDomain);
  const headline = headlineOf(caa, name, findings);
  if (headline === 'limited') noteLimits(caa, name, findings);
  if (caa.mailIssuers !== null) findings.add('caa-issuemail', { at: caa.at });
  const target = caa.aliases.at(-1);
  if (target !== undefined) findings.add('caa-policy-host-differs', { name: caa.at, target });
  return { headline, findings: findings.list };
}

/** A certificate that is there already goes on being good: what is forbidden is the next one (RFC 8659 §1). */
function headlineOf(
  { at: asked, aliases, issuers, wildcardIssuers, refusedBy }: CaaSet,
  name: string,
  findings: Findings,
): CaaHeadline {
  // Beside an alias no record can stand: they are changed at its target.
  const at = aliases.at(-1) ?? asked;
  // The problem of the tag says the rest.
  if (refusedBy !== null) return 'forbidden';
  // The wildcard that covers the host stands below the domain. The host's own set is none of its: that speaks of wildcards below the host (RFC 8659 §3).
  const isOfWildcard = asked !== name;
  if (issuers?.length === 0 && isOfWildcard && (wildcardIssuers === null || wildcardIssuers.length > 0)) {
    findings.add('caa-wildcard-only', { name, at });
    return 'wildcard-only';
  }
  if (issuers?.length === 0) {
    findings.add('caa-forbids-all', { name, at });
    return 'forbidden';
  }
  return issuers === null ? 'open' : 'limited';
}

/** What all that may issue have in common: a single one without it is enough for the policy host. */
function noteLimits({ at: asked, aliases, limits }: CaaSet, name: string, findings: Findings): void {
  const at = aliases.at(-1) ?? asked;
  const open = limits.filter(({ isUnsatisfiable }) => !isUnsatisfiable);
  if (open.length === 0) {
    findings.add('caa-unsatisfiable', { name, at });
    return;
  }
  const methods = new Set(open.flatMap((each) => each.methods ?? [HTTP]));
  if (!methods.has(HTTP)) findings.add('caa-methods', { name, methods: [...methods].join(', ') });
  if (open.every(({ account }) => account !== null)) findings.add('caa-account-bound', { name });
}
