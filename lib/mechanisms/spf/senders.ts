import { addressText, isWithin, parseIpv4, parseIpv6 } from './address.ts';
import type { Hosts } from './hosts.ts';
import { amountOf, type Amount, type Range } from './ranges.ts';
import { passesOn } from './tree-end.ts';
import { branchesOf, type SpfBranch, type SpfNode } from './tree-node.ts';
import type { SpfTerm } from './term.ts';

/** Whom a tree lets send. */
export interface Senders {
  /** Of terms behind which no provider is known. */
  readonly own: Amount;
  /** By the name of the provider, in the order in which they are met. */
  readonly providers: readonly ({ readonly name: string } & Amount)[];
  /** There may be more, behind names that were not looked up. */
  readonly isAtLeast: boolean;
  /** Terms of the first record that an included record lets in as well. */
  readonly overlaps: readonly { readonly term: string; readonly by: string; readonly domain: string }[];
}

interface Sending extends Range {
  readonly provider: string | null;
  readonly term: SpfTerm;
  readonly domain: string;
  readonly isFirst: boolean;
}

/** Adds up the ranges of all terms that let somebody in, by the provider behind them. Pure. */
export function sendersIn(root: SpfNode, hosts: Hosts): Senders {
  const sending: Sending[] = [];
  const names = new Set<string>();
  let isAtLeast = root.isAtLeast;
  for (const { branch, domain, above } of branchesOf(root)) {
    if (![...above, branch].every(passesOn)) continue;
    const provider = [...above, branch].find((each) => each.provider !== null)?.provider ?? null;
    if (provider !== null) names.add(provider);
    const ranges = rangesOf(branch, hosts);
    isAtLeast ||= ranges === null || isPartOf(branch, hosts);
    const place = { provider, term: branch.term, domain, isFirst: above.length === 0 };
    for (const range of ranges ?? []) sending.push({ ...range, ...place });
  }
  return {
    own: amountOf(sending.filter(({ provider }) => provider === null)),
    providers: [...names].map((name) => {
      const { ipv4, ipv6 } = amountOf(sending.filter(({ provider }) => provider === name));
      return { name, ipv4, ipv6 };
    }),
    isAtLeast,
    overlaps: overlapsIn(sending),
  };
}

function isPartOf({ term, target }: SpfBranch, hosts: Hosts): boolean {
  return target !== null && hosts.get(`${term.kind} ${target}`)?.isPart === true;
}

/** The ranges of one term by itself; null where they are not known. */
export function rangesOf({ term, target, isOpen }: SpfBranch, hosts: Hosts): Range[] | null {
  if (term.kind === 'ip4' || term.kind === 'ip6') return [term];
  if (term.kind === 'exists' || term.kind === 'ptr') return null;
  if (term.kind !== 'a' && term.kind !== 'mx') return isOpen ? null : [];
  const facts = target === null ? undefined : hosts.get(`${term.kind} ${target}`);
  if (!facts || facts.state === 'unavailable') return target === null && !isOpen ? [] : null;
  return facts.addresses.flatMap((text) => {
    const address = parseIpv4(text) ?? parseIpv6(text);
    if (address === null) return [];
    return [{ address, prefix: address.family === 4 ? term.prefix4 : term.prefix6 }];
  });
}

/** So many ranges are compared with the terms of the first record. */
const MOST_COMPARED = 2000;

function overlapsIn(sending: readonly Sending[]) {
  const included = sending.filter(({ isFirst }) => !isFirst).slice(0, MOST_COMPARED);
  return sending
    .filter(({ isFirst, term }) => isFirst && (term.kind === 'ip4' || term.kind === 'ip6'))
    .slice(0, 200)
    .flatMap(({ address, prefix, term }) => {
      const by = included.find((one) => one.prefix <= prefix && isWithin(one.address, address, one.prefix));
      return by
        ? [{ term: term.text, by: `${addressText(by.address)}/${by.prefix}`, domain: by.domain }]
        : [];
    });
}
