import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { answeredSection, recordSections } from '../../report/published.ts';
import type { DmarcParts, DmarcStep } from './facts.ts';
import { dmarcNameOf } from './walk.ts';

/** All TXT at each name that counts, as they were published. Pure. */
export function dmarcEvidence({ dmarc }: DmarcParts, told: ToldWith): Section[] {
  if (dmarc.state === 'pending') return [];
  return dmarc.steps.filter(({ isRead }) => isRead).flatMap((step) => stepSections(step, told));
}

function stepSections(
  { domain, reason, detail, texts, aliases, authentic }: DmarcStep,
  told: ToldWith,
): Section[] {
  const name = dmarcNameOf(domain);
  if (reason !== null) return recordSections(name, { state: 'unavailable', reason, detail }, told);
  return [answeredSection(name, { texts, aliases, authentic }, told)];
}
