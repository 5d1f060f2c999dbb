import type { BimiParts } from './facts.ts';
import { bimiNameOf } from './place.ts';
import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';

/** All TXT at the names that were asked, as they were published. Pure. */
export function bimiEvidence({ bimi }: BimiParts, told: ToldWith): Section[] {
  if (bimi.state === 'pending') return [];
  return bimi.places.flatMap(({ domain, record }) => recordSections(bimiNameOf(domain), record, told));
}
