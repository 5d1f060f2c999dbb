import type { ToldWith, WrittenText } from '../../mechanism.ts';
import { tlsaNameOf } from './base-names.ts';
import type { DaneHost, DaneParts, StoredTlsa, TlsaLookup } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import type { DaneProblemCode } from './problems.ts';

/** TLSA records, as the workshop takes them up. */
export const WRITTEN_TLSA: WrittenText<'dane', DaneParts, DaneProblemCode> = {
  name: 'dane',
  published: ({ dane }, { say }) => {
    if (dane.state === 'pending') return null;
    // Some of the records would look like all that there are.
    if (dane.hosts.some(isLost)) return null;
    const lookups = dane.hosts.flatMap((host) => host.lookups);
    const byName = new Map(lookups.map((lookup) => [tlsaNameOf(lookup.base), lookup]));
    const lines = [...byName].flatMap(([name, lookup]) => linesOf(name, lookup, say));
    if (lines.length > 0) return `${lines.join('\n')}\n`;
    const isKnown = dane.hosts.every(isAnswered);
    return isKnown && (dane.mx.state === 'secure' || dane.mx.state === 'insecure') ? '' : null;
  },
  workshop: async () => (await import('./workshop.ts')).TLSA_TEXT,
};

/** It was to be looked up, and that failed or did not come. */
function isLost(host: DaneHost): boolean {
  return host.address !== 'unasked' && ['unknown', 'avoided'].includes(outcomeOf(host));
}

/** It is known that it has none; in a zone that is not signed, or not known to be, nobody has asked. */
function isAnswered({ address, lookups }: DaneHost): boolean {
  return address === 'literal' || address === 'absent' || lookups.length > 0;
}

/** The records of a name, and in a comment how many more are published than stand here. */
function linesOf(name: string, { records, count }: TlsaLookup, say: ToldWith['say']): string[] {
  const lines = records.map((record) => lineOf(name, record));
  const more = count - records.length;
  return more > 0 ? lines.concat(`; ${say('workshop.dane.cut', { count: more })}`) : lines;
}

/** As a zone file has it. Of long data the beginning alone is known, so that it is no more than a comment. */
function lineOf(name: string, { usage, selector, matching, data, octets }: StoredTlsa): string {
  const isCut = octets * 2 > data.length;
  return `${isCut ? '; ' : ''}${name}. IN TLSA ${usage} ${selector} ${matching} ${data}${isCut ? '…' : ''}`;
}
