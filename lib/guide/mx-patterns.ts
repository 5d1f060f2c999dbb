import { parentOf, type DomainName } from '../domain-name.ts';
import { registrableOf } from '../subject.ts';

/** Every name as it is, or wildcards where they are allowed. */
export type PatternChoice = 'exact' | 'shortest';

/** An mx line of a proposal. */
export interface PatternProposal {
  readonly pattern: string;
  /** The live MX hosts that it covers, in order of preference. */
  readonly hosts: readonly DomainName[];
  /** Of a wildcard, names that it does not cover, though they look alike: made from the domain's own hosts. Empty for an exact name. */
  readonly counterExamples: readonly DomainName[];
}

/**
 * The mx lines for the live MX hosts (RFC 8461 §3.2, §4.1), in the order of the first host of each. `shortest` gives the
 * least number of lines: a wildcard for every name that two or more hosts stand directly under and that
 * `mayStandFor` allows. Every host is covered by exactly one line.
 */
export function patternsFor(
  hosts: readonly DomainName[],
  choice: PatternChoice,
  policyDomain: DomainName,
): PatternProposal[] {
  const siblings = Map.groupBy(new Set(hosts), parentOf);
  const isWild = (parent: DomainName | null): parent is DomainName =>
    choice === 'shortest' &&
    parent !== null &&
    (siblings.get(parent)?.length ?? 0) > 1 &&
    mayStandFor(parent, policyDomain);
  const lines = new Map<string, PatternProposal>();
  for (const host of new Set(hosts)) {
    const parent = parentOf(host);
    if (!isWild(parent)) lines.set(host, { pattern: host, hosts: [host], counterExamples: [] });
    else if (!lines.has(`*.${parent}`))
      lines.set(`*.${parent}`, {
        pattern: `*.${parent}`,
        hosts: siblings.get(parent) ?? [],
        counterExamples: counterExamplesOf(parent, host, hosts),
      });
  }
  return [...lines.values()];
}

/**
 * Whether `*.<parent>` may be proposed. A wildcard trusts every host under the name (RFC 8461 §10.4), so the name must be
 * one that the owner of the MX hosts set apart below a registered domain: no public suffix, no registered domain itself,
 * where web servers and customers live too, and not the policy domain.
 */
export function mayStandFor(parent: DomainName, policyDomain: DomainName): boolean {
  const registrable = registrableOf(parent);
  return registrable !== null && parent !== registrable && parent !== policyDomain;
}

/** Live hosts that end like the wildcard and are not covered come first; else the parent, and a name one label deeper. */
function counterExamplesOf(
  parent: DomainName,
  covered: DomainName,
  hosts: readonly DomainName[],
): DomainName[] {
  const live = hosts.filter(
    (host) => host === parent || (host.endsWith(`.${parent}`) && parentOf(host) !== parent),
  );
  const deeper = `a.${covered}` as DomainName;
  const made = deeper.length <= 253 ? [parent, deeper] : [parent];
  return [...new Set([...live, ...made])].slice(0, 2);
}
