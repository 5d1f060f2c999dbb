import type { DohAnswer } from './doh.ts';
import { unavailable } from './doh.ts';
import type { Lookup, RecordData, RecordType, Unknown } from './lookup.ts';
import { plainName, type DnsResponse, type ResourceRecord } from './message.ts';
import { proofOf } from './negative-proof.ts';

/** Long enough for every chain seen in the wild (some senders give up at 5), short enough to end. */
const MAX_ALIASES = 16;

/**
 * Turns answers into the RRset of one name and type. CNAME records are followed within an answer and, where it stops
 * short, with a further question for the name that it led to (RFC 8461 §3.1 asks for this; RFC 1034 §3.6.2).
 * `ask` sends one question. A no without the SOA of its zone (RFC 2308 §2.2, §5) is none: it is unavailable, unless `mayBelieve` says that this
 * resolver never sends one. Never rejects.
 */
export async function followAliases<T extends RecordType>(
  name: string,
  type: T,
  ask: (name: string) => Promise<DohAnswer | Unknown>,
  mayBelieve: () => Promise<boolean> = async () => false,
): Promise<Lookup<RecordData[T]>> {
  const aliases: string[] = [];
  const first = plainName(name);
  let asked = first;
  let authentic = true;
  let ttlSeconds = Number.POSITIVE_INFINITY;
  for (;;) {
    const answer = await ask(asked);
    if (answer.state === 'unavailable') return answer;
    const { response, ageSeconds } = answer;
    authentic &&= response.authentic;
    const keep = (ttl: number) => {
      ttlSeconds = Math.min(ttlSeconds, Math.max(0, ttl - ageSeconds));
    };

    let owner = asked;
    const aliasOf = (from: string) => ofType('CNAME', response.answers).find((r) => r.name === from);
    // Where an alias is what was asked for, it is the answer.
    let alias = type === 'CNAME' ? undefined : aliasOf(owner);
    while (alias) {
      const target = alias.data;
      keep(alias.ttl);
      if (aliases.includes(target) || target === first || aliases.length === MAX_ALIASES)
        return unavailable('alias-loop', target);
      aliases.push(target);
      owner = target;
      alias = aliasOf(owner);
    }

    const records = ofType(type, response.answers).filter((r) => r.name === owner);
    for (const { ttl } of records) keep(ttl);
    const known = { aliases, authentic };
    if (records.length > 0)
      return { state: 'found', records: records.map(({ data }) => data), ...known, ttlSeconds };
    if (owner === asked || response.rcode === 'NXDOMAIN') {
      if (isReferral(response)) return unavailable('other-rcode', 'referral');
      const proof = proofOf(response, owner);
      if (!proof && (hasSoa(response) || !(await mayBelieve())))
        return unavailable('unproven', response.rcode);
      keep(proof ? negativeTtl(proof) : 0);
      return {
        state: 'absent',
        reason: response.rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata',
        ...known,
        ttlSeconds,
      };
    }
    asked = owner;
  }
}

/** NOERROR that only names other servers (RFC 2308 §2.2): who says it has not looked. */
function isReferral({ rcode, authorities }: DnsResponse): boolean {
  return rcode === 'NOERROR' && authorities.some(({ type }) => type === 'NS') && !hasSoa({ authorities });
}

function hasSoa({ authorities }: Pick<DnsResponse, 'authorities'>): boolean {
  return authorities.some(({ type }) => type === 'SOA');
}

function ofType<T extends RecordType>(type: T, list: readonly ResourceRecord[]): ResourceRecord<T>[] {
  return list.filter((record) => record.type === type) as ResourceRecord<T>[];
}

/** RFC 2308 §5: the lesser of the SOA's own TTL and its MINIMUM; without an SOA a no must not be kept. */
function negativeTtl({ ttl, data }: ResourceRecord<'SOA'>): number {
  return Math.min(ttl, data.minimum);
}
