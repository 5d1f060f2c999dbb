import type { LookUp, Lookup } from '../../lib/dns/lookup.ts';
import { checkHost, type HostAnswer, type HostQuestion } from '../../lib/mechanisms/spf/check-host.ts';

/** What DNS has, by name: for each type the records as text, MX as "preference name"; or why it does not tell. */
export type Zone = Readonly<Record<string, Entry>>;

type Type = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR' | 'NS';
/** A text alone is the one TXT there. */
export type Entry =
  string | (Partial<Record<Type, string | readonly string[]>> & { readonly fails?: Type | 'all' });

export interface SpfWorld {
  readonly lookUp: LookUp;
  /** Every question in its order, as in "TXT example.com". */
  readonly asked: string[];
}

const BASE = { aliases: [], authentic: false, ttlSeconds: 300 };

/** A DNS with nothing else in it; a name above another exists, and names are found in any case. */
export function spfWorld(zone: Zone): SpfWorld {
  const asked: string[] = [];
  const names = Object.keys(zone).map((name) => name.toLowerCase());
  const entries = new Map(Object.entries(zone).map(([name, entry]) => [name.toLowerCase(), entry]));
  const answer = (name: string, type: string): Lookup<unknown> => {
    const entry = entries.get(name);
    const found = typeof entry === 'string' ? { TXT: entry } : entry;
    if (found && 'fails' in found && (found.fails === type || found.fails === 'all'))
      return { state: 'unavailable', reason: 'timeout', detail: null };
    const records = [found?.[type as Type] ?? []].flat();
    if (records.length > 0)
      return { state: 'found', records: records.map((text) => recordOf(type, text)), ...BASE };
    const isThere = found !== undefined || names.some((each) => each.endsWith(`.${name}`));
    return { state: 'absent', reason: isThere ? 'nodata' : 'nxdomain', ...BASE };
  };
  const lookUp = (async (name: string, type: string) => {
    asked.push(`${type} ${name}`);
    return answer(name.toLowerCase(), type);
  }) as LookUp;
  return { lookUp, asked };
}

function recordOf(type: string, text: string): unknown {
  if (type !== 'MX') return text;
  const [preference = '', exchange = ''] = text.split(' ');
  return { preference: Number(preference), exchange };
}

/** The answer of checkHost for a client, with a sender at the domain. */
export async function checked(
  zone: Zone,
  ip: string,
  sender: string,
  more: Partial<HostQuestion> = {},
): Promise<HostAnswer> {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const { lookUp } = spfWorld(zone);
  return checkHost(
    { ip, domain, sender, helo: 'mail.example.net', ...more },
    lookUp,
    () => 1_700_000_000_000,
  );
}
