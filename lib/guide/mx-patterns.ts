import { MAX_NAME_LENGTH, parentOf, type DomainName } from '../names/domain-name.ts';
import type { RegistrableOf } from './registrable.ts';

/** What stands there with what is missing, every name as it is, or wildcards where they are allowed. */
export type PatternChoice = 'kept' | 'exact' | 'shortest';

/** An mx line of a proposal. */
export interface PatternProposal {
  readonly pattern: string;
  /** The live MX hosts that it covers, in order of preference. */
  readonly hosts: readonly DomainName[];
  /**
   * Of a wildcard, names that it does not cover, though they look alike: made from the domain's own hosts. Empty for
   * an exact name.
   */
  readonly counterExamples: readonly DomainName[];
}

/**
 * The mx lines for the live MX hosts (RFC 8461 §3.2, §4.1), in the order of the first host of each. `shortest` gives
 * the least number of lines: a wildcard for every name that two or more hosts stand directly under and that
 * `mayStandFor` allows. Every host is covered by exactly one line.
 */
export function patternsFor(
  hosts: readonly DomainName[],
  choice: PatternChoice,
  policyDomain: DomainName,
  registrableOf: RegistrableOf,
): PatternProposal[] {
  const distinct = [...new Set(hosts)];
  const siblings = Map.groupBy(distinct, parentOf);
  const lookAlikes = lookAlikesOf(distinct);
  const linesFor = (parent: DomainName | null, covered: readonly DomainName[]): PatternProposal[] => {
    const [first] = covered;
    const isWild = choice === 'shortest' && parent !== null && first !== undefined && covered.length > 1;
    if (!isWild || !mayStandFor(parent, policyDomain, registrableOf))
      return covered.map((host) => ({ pattern: host, hosts: [host], counterExamples: [] }));
    const counterExamples = counterExamplesOf(parent, first, lookAlikes.get(parent) ?? []);
    return [{ pattern: `*.${parent}`, hosts: covered, counterExamples }];
  };
  const lines = [...siblings].flatMap(([parent, covered]) => linesFor(parent, covered));
  const places = new Map(distinct.map((host, place) => [host, place]));
  const placeOf = ({ hosts: [first] }: PatternProposal) => (first && places.get(first)) ?? 0;
  return lines.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * Whether `*.<parent>` may be proposed. A wildcard trusts every host under the name (RFC 8461 §10.4), so the name
 * must be one that the owner of the MX hosts set apart below a registered domain: no public suffix, no registered
 * domain itself, where web servers and customers live too, and not the policy domain.
 */
export function mayStandFor(
  parent: DomainName,
  policyDomain: DomainName,
  registrableOf: RegistrableOf,
): boolean {
  const registrable = registrableOf(parent);
  return registrable !== null && parent !== registrable && parent !== policyDomain;
}

/** For each name, the live hosts that `*.<name>` does not cover although they end like it. */
function lookAlikesOf(hosts: readonly DomainName[]): Map<string, DomainName[]> {
  const found = new Map<string, DomainName[]>();
  const note = (parent: DomainName, host: DomainName) => {
    const list = found.get(parent);
    if (list) list.push(host);
    else found.set(parent, [host]);
  };
  for (const host of hosts) {
    note(host, host);
    const direct = parentOf(host);
    for (let above = direct && parentOf(direct); above !== null; above = parentOf(above)) note(above, host);
  }
  return found;
}

/** Live hosts come first; else the parent, and a name one label deeper than a host. */
function counterExamplesOf(
  parent: DomainName,
  covered: DomainName,
  live: readonly DomainName[],
): DomainName[] {
  const deeper = `a.${covered}` as DomainName;
  const made = deeper.length <= MAX_NAME_LENGTH ? [parent, deeper] : [parent];
  return [...new Set([...live, ...made])].slice(0, 2);
}
