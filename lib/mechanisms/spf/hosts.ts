import type { DnsFailure, Lookup } from '../../dns/lookup.ts';
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
  /** As text, of both families. */
  readonly addresses: readonly string[];
  /** The families of clients for which a look-up finds nothing: one name without such an address is enough (RFC 7208 §4.6.4). */
  readonly voidFor: readonly Family[];
}

export type Family = 4 | 6;

/** By kind and name, as in `a www.example.com`. */
export type Hosts = ReadonlyMap<string, HostFacts>;

/** The questions that are left for domains that may not exist. */
const KEPT = 4;
const MOST_FOR_HOSTS = 60 - KEPT;
const MOST_FOR_BOTH = 36;

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

/** Looks up what the mechanisms with names lead to, all at once: MX records first, then addresses. Never rejects. */
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
  voidFor: [],
} as const;

const BOTH: readonly Family[] = [4, 6];
const NOWHERE = { ...NOTHING, state: 'void', voidFor: BOTH } as const;
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
  if (answer.state === 'absent') return { ...NOWHERE, isNxdomain: answer.reason === 'nxdomain' };
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
    isPart: all.some(({ isPart }) => isPart),
    exchanges,
    records,
    missing: exchanges.filter((_, index) => all[index]?.isNxdomain),
    addresses: all.flatMap(({ addresses }) => addresses),
    voidFor: BOTH.filter((family) => all.some(({ voidFor }) => voidFor.includes(family))),
  };
}

/** `isIpv4Alone`: as for `exists`, which asks for A whatever the client has (RFC 7208 §5.7). */
async function addressFacts(name: string, isIpv4Alone: boolean, questions: Questions): Promise<HostFacts> {
  const v4 = await questions.ask(name, 'A', MOST_FOR_HOSTS);
  if (v4.state === 'unavailable') return unknownFacts(v4.reason);
  // Of a name that does not exist there is no IPv6 either (RFC 8020).
  if (v4.state === 'absent' && v4.reason === 'nxdomain') return { ...NOWHERE, isNxdomain: true };
  // Beside addresses that are known, the other kind is asked for as long as no name comes short for it.
  const isSpared = v4.state === 'found' && questions.asked >= MOST_FOR_BOTH;
  if (isSpared && !isIpv4Alone) return { ...NOTHING, state: 'found', isPart: true, addresses: v4.records };
  const v6 = isIpv4Alone ? v4 : await questions.ask(name, 'AAAA', MOST_FOR_HOSTS);
  const answers = isIpv4Alone ? [v4] : [v4, v6];
  const addresses = answers.flatMap((answer) => (answer.state === 'found' ? answer.records : []));
  const isUnknown = v6.state === 'unavailable';
  if (addresses.length === 0 && isUnknown) return unknownFacts(v6.reason);
  return {
    ...NOTHING,
    state: addresses.length > 0 ? 'found' : 'void',
    isPart: isUnknown,
    addresses,
    voidFor: [...(isVoid(v4) ? [4 as const] : []), ...(isVoid(v6) ? [6 as const] : [])],
  };
}

function isVoid(answer: Lookup<string>): boolean {
  return answer.state === 'absent' || (answer.state === 'found' && answer.records.length === 0);
}

/** A local name is none of the public DNS. */
function unknownFacts(reason: DnsFailure): HostFacts {
  return reason === 'never-asked'
    ? { ...NOWHERE, isNxdomain: true }
    : { ...NOTHING, state: 'unavailable', reason, isPart: true };
}
