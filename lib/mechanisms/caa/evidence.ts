import type { CaaParts } from './facts.ts';
import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Section } from '../../report/blocks.ts';
import { answered, unanswered } from '../../report/published.ts';

/** The set of CAA that counts for the policy host, as it was published. Pure. */
export function caaEvidence({ caa }: CaaParts, told: ToldWith): Section[] {
  if (caa.state === 'pending' || caa.state === 'not-asked') return [];
  const { say, policyDomain } = told;
  const name = caa.state === 'absent' ? `mta-sts.${policyDomain}` : caa.at;
  const heading = say('caa.title', { name });
  if (caa.state === 'unavailable') return [{ heading, blocks: [unanswered(caa, told)] }];
  if (caa.state === 'absent') return [{ heading, blocks: answered([], caa.authentic, told) }];
  const way =
    caa.aliases.length > 0 ? [paragraph(say('evidence.aliases', { names: caa.aliases.join(' → ') }))] : [];
  const texts = caa.records.map(({ flags, tag, value }) => `${flags} ${tag} "${value}"`);
  return [{ heading, blocks: [...way, ...answered(texts, caa.authentic, told)] }];
}
