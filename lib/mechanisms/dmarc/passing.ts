import type { DkimParts } from '../dkim/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import type { Policy } from './policy.ts';
import type { DmarcFindings } from './problems.ts';

/**
 * By what mail of the domain can pass at all (RFC 9989 §4.4), where receivers do something about what does not. Only the zone itself can say that there are no
 * keys, by the name above all of them (RFC 8020 §2): a key that was not met may be there. Pure.
 */
export function notePassing(
  policy: Policy,
  { mx, spf, dkim }: MxParts & SpfParts & DkimParts,
  findings: DmarcFindings,
): void {
  if (policy === 'none' || mx.state === 'absent' || dkim.state === 'pending') return;
  const hasNoKeys = dkim.base === 'nxdomain' && dkim.selectors.length === 0;
  if (!hasNoKeys) return;
  if (spf.state === 'absent') findings.add('dmarc-no-mechanism', { policy });
  else if (spf.state === 'found') findings.add('dmarc-reject-spf-only', { policy });
}
