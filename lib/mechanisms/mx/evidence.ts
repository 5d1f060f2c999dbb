import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { answered, unanswered } from '../../report/published.ts';
import type { MxParts } from './facts.ts';

/** The MX records, in one text. */
export function mxEvidence({ mx }: MxParts, told: ToldWith): Section[] {
  if (mx.state === 'pending') return [];
  const heading = told.say('evidence.mx', { name: told.policyDomain });
  if (mx.state === 'unavailable') return [{ heading, blocks: [unanswered(mx, told)] }];
  const hosts = mx.state === 'found' && !mx.implicit ? mx.hosts : [];
  const records = [
    ...hosts.map(({ preference, name }) => `${preference} ${name}`),
    ...mx.nullPreferences.map((preference) => `${preference} .`),
  ];
  const texts = records.length > 0 ? [records.join('\n')] : [];
  return [{ heading, blocks: answered(texts, mx.authentic, told) }];
}
