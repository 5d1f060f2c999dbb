import type { WrittenText } from '../../mechanism.ts';
import { tlsaNameOf } from './base-names.ts';
import type { DaneParts, StoredTlsa } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import type { DaneProblemCode } from './problems.ts';

/** TLSA records, as the workshop takes them up. */
export const WRITTEN_TLSA: WrittenText<'dane', DaneParts, DaneProblemCode> = {
  name: 'dane',
  published: ({ dane }) => {
    if (dane.state === 'pending') return null;
    const lookups = dane.hosts.flatMap((host) => host.lookups);
    const byName = new Map(lookups.map(({ base, records }) => [tlsaNameOf(base), records]));
    const lines = [...byName].flatMap(([name, records]) => records.map((record) => lineOf(name, record)));
    if (lines.length > 0) return `${lines.join('\n')}\n`;
    const isKnown = dane.hosts.every((host) => !['unknown', 'avoided'].includes(outcomeOf(host)));
    return isKnown && (dane.mx.state === 'secure' || dane.mx.state === 'insecure') ? '' : null;
  },
  workshop: async () => (await import('./workshop.ts')).TLSA_TEXT,
};

/** As a zone file has it. Of long data the beginning alone is known, so that it is no more than a comment. */
function lineOf(name: string, { usage, selector, matching, data, octets }: StoredTlsa): string {
  const isCut = octets * 2 > data.length;
  return `${isCut ? '; ' : ''}${name}. IN TLSA ${usage} ${selector} ${matching} ${data}${isCut ? '…' : ''}`;
}
