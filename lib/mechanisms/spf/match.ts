import type { Lookup } from '../../dns/lookup.ts';
import { isAskable } from '../../names/asked-name.ts';
import { isWithin, parseIpv4, parseIpv6 } from './address.ts';
import { Ended, type Evaluation } from './evaluation.ts';
import { isBelow } from './reverse.ts';
import type { Directive } from './term.ts';

/** The mechanisms that compare the client with what they name; `include` and `all` are the evaluation's own. */
export type Comparing = Exclude<Directive, { kind: 'include' | 'all' }>;

/** The most MX records that one `mx` may lead to (RFC 7208 §4.6.4). */
export const MOST_EXCHANGES = 10;

/** True where a mechanism matches the client (RFC 7208 §5.3 to §5.7), in the record of `current`. Ends the evaluation where DNS does not tell. */
export async function matches(term: Comparing, current: string, evaluation: Evaluation): Promise<boolean> {
  const { client } = evaluation.identity;
  if (term.kind === 'ip4' || term.kind === 'ip6') return isWithin(client, term.address, term.prefix);
  const name = await evaluation.nameOf(term.domain, current);
  // What is no name is looked up nowhere, and matches nothing (RFC 7208 §4.8 leaves it open).
  if (name === null) return false;
  if (term.kind === 'ptr') return matchesPtr(name, evaluation);
  if (term.kind === 'exists') return evaluation.recordsOf(await evaluation.ask(name, 'A')).length > 0;
  const prefix = client.family === 4 ? term.prefix4 : term.prefix6;
  return term.kind === 'a'
    ? matchesAddress(name, prefix, evaluation)
    : matchesExchange(name, prefix, evaluation);
}

async function matchesAddress(name: string, prefix: number, evaluation: Evaluation): Promise<boolean> {
  return isAmong(await askAddresses(name, evaluation), prefix, evaluation);
}

/** The addresses of a name, of the family of the client. */
async function askAddresses(name: string, evaluation: Evaluation): Promise<Lookup<string>> {
  return evaluation.ask(name, evaluation.identity.client.family === 4 ? 'A' : 'AAAA');
}

function isAmong(answer: Lookup<string>, prefix: number, evaluation: Evaluation): boolean {
  const { client } = evaluation.identity;
  return evaluation.recordsOf(answer).some((text) => {
    const address = client.family === 4 ? parseIpv4(text) : parseIpv6(text);
    return address !== null && isWithin(client, address, prefix);
  });
}

async function matchesExchange(name: string, prefix: number, evaluation: Evaluation): Promise<boolean> {
  const records = evaluation.recordsOf(await evaluation.ask(name, 'MX'));
  const sorted = records.toSorted((a, b) => a.preference - b.preference);
  const hosts = sorted.map(({ exchange }) => exchange.replace(/\.$/, '').toLowerCase());
  // The root is no host (RFC 7505). Readers count records, also those that name a host again.
  const named = hosts.filter((host) => host !== '' && isAskable(host));
  if (named.length > MOST_EXCHANGES) throw new Ended('permerror');
  const names = [...new Set(named)];
  // All are asked at once, and taken in their order, so that an answer behind the one that matches says nothing.
  const asked = names.map(async (each) => askAddresses(each, evaluation));
  for (const answer of asked) answer.catch(() => undefined);
  for (const answer of asked) if (isAmong(await answer, prefix, evaluation)) return true;
  return false;
}

async function matchesPtr(name: string, evaluation: Evaluation): Promise<boolean> {
  const { names, isVoid } = await evaluation.reverseNames();
  if (isVoid) evaluation.countVoid();
  const target = name.toLowerCase();
  return names.some((each) => each === target || isBelow(each, target));
}
