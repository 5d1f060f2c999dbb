import type { WrittenText } from '../../mechanism.ts';
import { txtLineOf } from '../../text/txt-lines.ts';
import type { BimiParts } from './facts.ts';
import type { BimiProblemCode } from './problems.ts';

/** Of the texts at a name so many are kept. */
const MOST_TEXTS = 20;

/** BIMI records, as the workshop takes them up: what stands at the domain's own name. */
export const WRITTEN_BIMI: WrittenText<'bimi', BimiParts, BimiProblemCode> = {
  name: 'bimi',
  published: ({ bimi }) => {
    if (bimi.state === 'pending') return null;
    const record = bimi.places[0]?.record;
    if (!record || !('texts' in record)) return null;
    return record.texts.length >= MOST_TEXTS ? null : record.texts.map(txtLineOf).join('\n');
  },
  workshop: async () => (await import('./workshop.ts')).BIMI_TEXT,
};
