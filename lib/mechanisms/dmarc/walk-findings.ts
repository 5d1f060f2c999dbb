import type { DmarcFacts } from './facts.ts';
import type { DmarcFindings } from './problems.ts';

/** What there is to say of the way up the tree, and of receivers that go by the public suffix list in its place. */
export function noteWalk(facts: DmarcFacts, policyDomain: string, findings: DmarcFindings): void {
  const { organizationalDomain, recordDomain, record, list } = facts;
  const listed = list.organizationalDomain;
  if (record?.psd === 'y' && recordDomain === listed) findings.add('dmarc-psd-yes');
  // A record at a public suffix that does not say so makes it the organization of all below.
  if (organizationalDomain !== null && listed !== null && listed.endsWith(`.${organizationalDomain}`))
    findings.add('dmarc-psd-useful', { name: organizationalDomain });
  const labels = policyDomain.split('.').length;
  if (labels > 8 && recordDomain !== policyDomain) findings.add('dmarc-too-deep', { name: policyDomain });
  const [walk, byList] = [walkWords(facts), listWords(facts)];
  const isKnown = facts.states.domain !== 'unavailable' && list.state !== 'unavailable';
  if (isKnown && walk !== byList) findings.add('dmarc-walk-and-list-differ', { walk, list: byList });
}

/** The policy for the domain and whose record it is, as both kinds of receiver have it before `t` and `pct`. */
function walkWords({ applied: { domain } }: DmarcFacts): string {
  return domain ? `${domain.declared} (_dmarc.${domain.record})` : '–';
}

function listWords({ list: { policy, recordDomain } }: DmarcFacts): string {
  return policy && recordDomain !== null ? `${policy} (_dmarc.${recordDomain})` : '–';
}
