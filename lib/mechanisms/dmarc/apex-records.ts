import type { ApexTexts } from './facts.ts';

/** All DMARC records that somebody put at the domain itself, in an order that is always the same. Pure. */
export function apexRecords({
  dmarc,
  otherDmarc,
}: Pick<ApexTexts, 'dmarc' | 'otherDmarc'>): readonly string[] {
  return dmarc === null ? [] : [dmarc, ...otherDmarc];
}
