import type { LookUp } from '../../dns/lookup.ts';
import { isAskable } from '../../names/asked-name.ts';
import { isWithin, parseIpv4, parseIpv6, reverseName, type Address } from './address.ts';

/** So many names of an address are looked at; the others are ignored (RFC 7208 §4.6.4). */
const MOST_NAMES = 10;

export interface ReverseNames {
  /** Those that lead back to the address, in lower case and in the order of the answer. */
  readonly names: readonly string[];
  /** There is no PTR record. */
  readonly isVoid: boolean;
}

/** The validated names of an address (RFC 7208 §5.5). What DNS does not tell counts as no name. Rejects only with `lookUp`. */
export async function validatedNames(client: Address, lookUp: LookUp): Promise<ReverseNames> {
  const answer = await lookUp(reverseName(client), 'PTR');
  if (answer.state !== 'found') return { names: [], isVoid: answer.state === 'absent' };
  const names = answer.records.map((name) => name.replace(/\.$/, '').toLowerCase());
  const checked = names
    .slice(0, MOST_NAMES)
    .map(async (name) => ((await leadsTo(name, client, lookUp)) ? [name] : []));
  return { names: (await Promise.all(checked)).flat(), isVoid: names.length === 0 };
}

async function leadsTo(name: string, client: Address, lookUp: LookUp): Promise<boolean> {
  if (!isAskable(name)) return false;
  const answer = await lookUp(name, client.family === 4 ? 'A' : 'AAAA');
  return answer.state === 'found' && answer.records.some((text) => isSame(text, client));
}

function isSame(text: string, client: Address): boolean {
  const address = client.family === 4 ? parseIpv4(text) : parseIpv6(text);
  return address !== null && isWithin(address, client, client.family === 4 ? 32 : 128);
}

/** What `%{p}` stands for (RFC 7208 §7.3): the domain itself, else a name below it, else any; `unknown` where there is none. */
export function bestName(names: readonly string[], domain: string): string {
  const own = domain.toLowerCase();
  return (
    names.find((name) => name === own) ?? names.find((name) => isBelow(name, own)) ?? names[0] ?? 'unknown'
  );
}

/** True for a name below the other. */
export function isBelow(name: string, other: string): boolean {
  return name.endsWith(`.${other}`);
}
