import type { DmarcFacts } from './facts.ts';
import type { DmarcFindings } from './problems.ts';

/** What is good to know where a record applies: alignment, large receivers, BIMI. */
export function noteNotes(facts: DmarcFacts, findings: DmarcFindings): void {
  const { applied, record } = facts;
  if (!applied.domain || !record) return;
  if (record.adkim === 's') findings.add('dmarc-strict-alignment', { tag: 'adkim' });
  if (record.aspf === 's') findings.add('dmarc-strict-alignment', { tag: 'aspf' });
  // Google and Yahoo since February 2024, Microsoft since May 2025: p=none is enough, and more is too.
  if (applied.domain.declared === 'none') findings.add('dmarc-bulk-ready');
  const cause = bimiObstacle(facts);
  if (cause !== null) findings.add('dmarc-bimi-blocked', { cause });
}

/** What keeps receivers from showing a logo (BIMI draft §7.1): none for the domain or its subdomains, or less than all mail; null where nothing is known that does. */
export function bimiObstacle({ applied: { domain, subdomain }, record }: DmarcFacts): string | null {
  if (!domain || !record) return 'p=none';
  if (domain.declared === 'none') return `${domain.tag}=none`;
  if (subdomain?.declared === 'none') return `${subdomain.tag}=none`;
  if (domain.isTesting) return 't=y';
  const isPart = domain.declared === 'quarantine' && record.pct !== null && record.pct < 100;
  return isPart ? `pct=${record.pct}` : null;
}
