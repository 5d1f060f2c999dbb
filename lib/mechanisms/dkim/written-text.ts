import type { WrittenText } from '../../mechanism.ts';
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
    return own.flatMap(({ name, texts }) => texts.map((text) => zoneLineOf(name, text))).join('\n');
  },
  workshop: async () => (await import('./workshop.ts')).DKIM_TEXT,
};

/** A line of a zone file (RFC 1035 §5.1), in strings of at most 255 characters. */
function zoneLineOf(name: string, text: string): string {
  const strings = (text.match(/[\s\S]{1,255}/g) ?? ['']).map((each) => {
    // oxlint-disable-next-line no-control-regex
    const escaped = each.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[\x00-\x1f\x7f]/g, octet);
    return `"${escaped}"`;
  });
  return `${name}. IN TXT ${strings.join(' ')}`;
}

function octet(character: string): string {
  return `\\${String(character.charCodeAt(0)).padStart(3, '0')}`;
}
