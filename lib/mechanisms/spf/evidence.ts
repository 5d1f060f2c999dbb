import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';
import type { SpfParts } from './facts.ts';

/** The SPF records among the TXT of the domain, as they were published; nothing while they are looked up. Pure. */
export function spfEvidence({ spf }: SpfParts, told: ToldWith): Section[] {
  if (spf.state === 'pending' || spf.state === 'unavailable')
    return recordSections(told.policyDomain, spf, told);
  const { texts, aliases, authentic, ttlSeconds, octets } = spf;
  const facts = { state: 'absent', problems: [], texts, aliases, authentic, ttlSeconds } as const;
  const length = paragraph(told.say('spf.octets', { octets }), 'quiet');
  return recordSections(told.policyDomain, facts, told).map(({ heading, blocks }) => ({
    heading,
    blocks: [...blocks, length],
  }));
}
