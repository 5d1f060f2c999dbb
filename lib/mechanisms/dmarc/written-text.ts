import type { WrittenText } from '../../mechanism.ts';
import { txtLineOf } from '../../text/txt-lines.ts';
import { boundedTexts } from './bounded.ts';
import type { DmarcParts } from './facts.ts';
import type { DmarcProblemCode } from './problems.ts';

/** DMARC records, as the workshop takes them up: what stands at the domain's own name, be it a record or not. */
export const WRITTEN_DMARC: WrittenText<'dmarc', DmarcParts, DmarcProblemCode> = {
  name: 'dmarc',
  published: ({ dmarc }) => {
    if (dmarc.state === 'pending') return null;
    const [own] = dmarc.steps;
    if (!own || own.state === 'unavailable') return null;
    // A part of them would look like all that there is.
    const isFull = boundedTexts([...own.texts, '']).length === own.texts.length;
    const isCut = own.texts.some((text) => text.endsWith('…'));
    return isFull || isCut ? null : own.texts.map(txtLineOf).join('\n');
  },
  workshop: async () => (await import('./workshop.ts')).DMARC_TEXT,
};
