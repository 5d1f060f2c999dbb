import type { DmarcFacts } from './facts.ts';
import { isWeaker } from './policy.ts';
import type { DmarcFindings } from './problems.ts';
import { isMailbox } from './uris.ts';

/** What there is to say of the policies as applied: to the domain, and to names below it. */
export function notePolicies(facts: DmarcFacts, policyDomain: string, findings: DmarcFindings): void {
  const { applied, record } = facts;
  const { domain } = applied;
  if (!domain || !record) return;
  const { policy, declared, tag, isTesting } = domain;
  const isInherited = domain.record !== policyDomain;
  if (isInherited) findings.add('dmarc-inherited', { from: domain.record, tag, policy });
  if (isTesting && declared !== 'none') findings.add('dmarc-testing', { declared, applied: policy });
  // What cannot be read acts as none, and is said already.
  const isBroken = findings.has('dmarc-p-missing') || INVALID.some((code) => findings.has(code));
  if (declared === 'none' && !isBroken)
    findings.add(record.rua.some(isMailbox) ? 'dmarc-policy-none' : 'dmarc-policy-none-unread');
  if (declared === 'quarantine' && policy === declared) findings.add('dmarc-policy-quarantine');
  if (!isInherited) noteNamesBelow(facts, policyDomain, findings);
}

const INVALID = ['dmarc-p-invalid', 'dmarc-sp-invalid', 'dmarc-np-invalid'] as const;

function noteNamesBelow(
  { applied, record }: DmarcFacts,
  policyDomain: string,
  findings: DmarcFindings,
): void {
  const { domain, subdomain, nonexistent } = applied;
  if (!domain || !record) return;
  if (subdomain && subdomain.record !== policyDomain) {
    // The record of the organization is for them, and so it would be for this domain without its own.
    if (record.sp !== null) findings.add('dmarc-sp-ineffective', { organization: subdomain.record });
    if (isWeaker(domain.policy, subdomain.policy))
      findings.add('dmarc-parent-differs', {
        own: domain.policy,
        parent: subdomain.policy,
        organization: subdomain.record,
      });
    return;
  }
  if (subdomain && isWeaker(subdomain.policy, domain.policy)) {
    if (subdomain.policy === 'none') findings.add('dmarc-sp-none', { domain: domain.policy });
    else findings.add('dmarc-sp-weaker', { domain: domain.policy, subdomain: subdomain.policy });
  }
  if (!nonexistent || !isWeaker(nonexistent.policy, domain.policy)) return;
  if (record.np === null) findings.add('dmarc-np-missing', { applied: nonexistent.policy });
  else if (nonexistent.policy === 'none') findings.add('dmarc-np-none', { domain: domain.policy });
  else findings.add('dmarc-np-weaker', { domain: domain.policy, nonexistent: nonexistent.policy });
}
