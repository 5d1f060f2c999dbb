import type { WrittenText } from '../../mechanism.ts';
import { txtLineOf } from '../../text/txt-lines.ts';
import { MOST_CHARACTERS, MOST_TEXTS, type SpfParts } from './facts.ts';
import type { SpfProblemCode } from './problems.ts';

/** SPF records, as the workshop takes them up. */
export const WRITTEN_SPF: WrittenText<'spf', SpfParts, SpfProblemCode> = {
  name: 'spf',
  published: ({ spf }) => {
    if (spf.state === 'pending' || spf.state === 'unavailable') return null;
    const { texts } = spf;
    // A part of them would look like all that there is.
    const isCut = texts.length >= MOST_TEXTS || texts.some((text) => text.length >= MOST_CHARACTERS);
    return isCut ? null : texts.map(txtLineOf).join('\n');
  },
  workshop: async () => (await import('./workshop.ts')).SPF_TEXT,
};
