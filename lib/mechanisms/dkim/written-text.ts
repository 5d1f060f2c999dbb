import type { WrittenText } from '../../mechanism.ts';
import { zoneStringsOf } from '../../text/zone-strings.ts';
import type { DkimParts } from './facts.ts';
import type { DkimProblemCode } from './problems.ts';

/** More texts of a name than this are not all kept. */
const MOST_TEXTS = 20;

/** DKIM keys, as the workshop takes them up: what stands at the domain's own names. Where none was found, there may be some all the same. */
export const WRITTEN_DKIM: WrittenText<'dkim', DkimParts, DkimProblemCode> = {
  name: 'dkim',
  published: ({ dkim }) => {
    if (dkim.state === 'pending') return null;
    const own = dkim.selectors.filter(({ state, aliases }) => state === 'found' && aliases.length === 0);
    const isCut = own.some(({ texts }) => texts.length >= MOST_TEXTS);
    // The zone says that there is none; what was not found may be there.
    if (dkim.base === 'nxdomain' && dkim.selectors.length === 0) return '';
    if (own.length === 0 || isCut) return null;
    return own
      .flatMap(({ name, texts }) => texts.map((text) => `${name}. IN TXT ${zoneStringsOf(text)}`))
      .join('\n');
  },
  workshop: async () => (await import('./workshop.ts')).DKIM_TEXT,
};
