import { logoObstacle } from '../../text/logo-obstacle.ts';
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
  const cause = logoObstacle(facts);
  if (cause !== null) findings.add('dmarc-bimi-blocked', { cause });
}
