import type { DkimParts } from './facts.ts';
import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Section } from '../../report/blocks.ts';
import { keyOf } from '../../text/sentence.ts';

/** What stands at each selector that answered, as it was published. Pure. */
export function dkimEvidence({ dkim }: DkimParts, { say }: ToldWith): Section[] {
  if (dkim.state === 'pending') return [];
  return dkim.selectors.map(({ name, texts, aliases, reason }) => ({
    heading: say('evidence.record', { name }),
    blocks: [
      ...(aliases.length > 0 ? [paragraph(say('evidence.aliases', { names: aliases.join(' → ') }))] : []),
      ...(reason === null
        ? []
        : [paragraph(say('evidence.unavailable', { reason: say(`dns.${keyOf(reason)}`) }))]),
      ...(texts.length > 0 ? [{ kind: 'raw' as const, texts }] : []),
      ...(texts.length === 0 && reason === null ? [paragraph(say('evidence.noRecord'))] : []),
    ],
  }));
}
