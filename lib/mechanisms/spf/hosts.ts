import type { DnsFailure } from '../../dns/lookup.ts';
import type { Questions } from './questions.ts';
import { branchesOf, MOST_FOLLOWED, type SpfNode } from './tree-node.ts';

/** What the name of an `a`, `mx` or `exists` leads to. */
export interface HostFacts {
  /** `void`: DNS has nothing for it, whoever sends. */
  readonly state: 'found' | 'void' | 'unavailable';
  readonly reason: DnsFailure | null;
  readonly isNxdomain: boolean;
  /** The address of one of its names at least is not known. */
  readonly isPart: boolean;
  /** The names of the MX records, each once; empty for other terms. */
  readonly exchanges: readonly string[];
  /** How many MX records there are, also those that name a host again. */
  readonly records: number;
  /** Of exchanges, those that do not exist. */
  readonly missing: readonly string[];
  /** As text: of each name the IPv4 addresses, or the IPv6 addresses where there are none. */
  readonly addresses: readonly string[];
}

/** By kind and name, as in `a www.example.com`. */
export type Hosts = ReadonlyMap<string, HostFacts>;

/** The questions that are left for domains that may not exist. */
const KEPT = 4;
const MOST_FOR_HOSTS = 60 - KEPT;

/** The names whose addresses are of interest, each once, in the order of evaluation. */
function namesIn(root: SpfNode): [kind: 'a' | 'mx' | 'exists', name: string][] {
  const names = new Map<string, ['a' | 'mx' | 'exists', string]>();
  for (const { branch } of branchesOf(root)) {
    const { term, target, ordinal } = branch;
    const isHost = term.kind === 'a' || term.kind === 'mx' || term.kind === 'exists';
    if (isHost && target !== null && (ordinal ?? 0) <= MOST_FOLLOWED)
      names.set(`${term.kind} ${target}`, [term.kind, target]);
  }
  return [...names.values()];
}

/** Looks up what the mechanisms with names lead to, all at once: MX records first, then addresses, IPv6 only where there is no IPv4. Never rejects. */
export async function lookUpHosts(root: SpfNode, questions: Questions): Promise<Hosts> {
  const entries = namesIn(root).map(
    async ([kind, name]) => [`${kind} ${name}`, await hostFacts(kind, name, questions)] as const,
  );
  return new Map(await Promise.all(entries));
}

const NOTHING = {
  reason: null,
  isNxdomain: false,
  isPart: false,
  exchanges: [],
  records: 0,
  missing: [],
  addresses: [],
} as const;
/** More records than that are an error, and not looked at (RFC 7208 §4.6.4). */
const MOST_EXCHANGES = 10;

async function hostFacts(
  kind: 'a' | 'mx' | 'exists',
  name: string,
  questions: Questions,
): Promise<HostFacts> {
  if (kind !== 'mx') return addressFacts(name, kind === 'exists', questions);
  const answer = await questions.ask(name, 'MX', MOST_FOR_HOSTS);
  if (answer.state === 'unavailable') return unknownFacts(answer.reason);
  if (answer.state === 'absent')
    return { ...NOTHING, state: 'void', isNxdomain: answer.reason === 'nxdomain' };
  const sorted = answer.records.toSorted((a, b) => a.preference - b.preference);
  const named = sorted.map(({ exchange }) => exchange.replace(/\.$/, '').toLowerCase()).filter(Boolean);
  const exchanges = [...new Set(named)];
  const records = named.length;
  // The null MX (RFC 7505) is an answer with a record in it, so that it counts as no void look-up.
  if (records === 0) return { ...NOTHING, state: 'found' };
  if (records > MOST_EXCHANGES) return { ...NOTHING, state: 'found', exchanges, records };
  const all = await Promise.all(exchanges.map(async (each) => addressFacts(each, false, questions)));
  const unknown = all.find((facts) => facts.state === 'unavailable');
  const isFound = all.some((facts) => facts.state === 'found');
  return {
    ...NOTHING,
    state: isFound ? 'found' : unknown ? 'unavailable' : 'void',
    reason: isFound ? null : (unknown?.reason ?? null),
    isPart: unknown !== undefined,
    exchanges,
    records,
    missing: exchanges.filter((_, index) => all[index]?.isNxdomain),
    addresses: all.flatMap(({ addresses }) => addresses),
  };
}

async function addressFacts(name: string, isIpv4Alone: boolean, questions: Questions): Promise<HostFacts> {
  const v4 = await questions.ask(name, 'A', MOST_FOR_HOSTS);
  const isNodata = v4.state === 'absent' && v4.reason === 'nodata';
  const answer = isNodata && !isIpv4Alone ? await questions.ask(name, 'AAAA', MOST_FOR_HOSTS) : v4;
  if (answer.state === 'unavailable') return unknownFacts(answer.reason);
  if (answer.state === 'absent')
    return { ...NOTHING, state: 'void', isNxdomain: answer.reason === 'nxdomain' };
  const { records: addresses } = answer;
  return { ...NOTHING, state: addresses.length > 0 ? 'found' : 'void', addresses };
}

/** A local name is none of the public DNS. */
function unknownFacts(reason: DnsFailure): HostFacts {
  return reason === 'never-asked'
    ? { ...NOTHING, state: 'void', isNxdomain: true }
    : { ...NOTHING, state: 'unavailable', reason, isPart: true };
}
