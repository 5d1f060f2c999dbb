import type { DmarcFacts } from './facts.ts';
import type { DmarcFindings } from './problems.ts';

/** What is good to know where a record applies: alignment, large receivers, BIMI. */
export function noteNotes(
  { applied: { domain, subdomain }, record }: DmarcFacts,
  findings: DmarcFindings,
): void {
  if (!domain || !record) return;
  if (record.adkim === 's') findings.add('dmarc-strict-alignment', { tag: 'adkim' });
  if (record.aspf === 's') findings.add('dmarc-strict-alignment', { tag: 'aspf' });
  // Google and Yahoo since February 2024, Microsoft since May 2025: a valid record, p=none is enough.
  findings.add('dmarc-bulk-ready');
  const cause = bimiObstacle(domain.declared, subdomain?.declared ?? null, record);
  if (cause !== null) findings.add('dmarc-bimi-blocked', { cause });
  // Unless it is known for the names below, it is not said.
  else if (subdomain !== null) findings.add('dmarc-bimi-ready');
}

/** What keeps receivers from showing a logo (BIMI draft §7.1): none for domain or subdomains, or a part of mail alone; or null. */
function bimiObstacle(
  policy: string,
  below: string | null,
  { pct, isTesting }: Pick<NonNullable<DmarcFacts['record']>, 'pct' | 'isTesting'>,
): string | null {
  if (policy === 'none') return 'p=none';
  if (below === 'none') return 'sp=none';
  if (isTesting) return 't=y';
  return policy === 'quarantine' && pct !== null && pct < 100 ? `pct=${pct}` : null;
}
