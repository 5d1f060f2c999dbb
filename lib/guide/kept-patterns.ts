import type { Assessment } from '../check/assessment.ts';
import type { DomainName } from '../names/domain-name.ts';
import { isSingleLabel, mxMatcher, neverMatches } from '../mechanisms/mta-sts/mx-pattern.ts';
import { standingOf } from '../verdict/standing.ts';
import type { PatternProposal } from './mx-patterns.ts';
import { seenOf } from './seen.ts';

/** Findings that name a pattern which was meant for a server and does not cover it. Of one that differs by a letter, the MX record may be the wrong one. */
const AT_FAULT: ReadonlySet<string> = new Set([
  'mx-wildcard-depth',
  'mx-wildcard-below',
  'mx-pattern-parent',
  'mx-pattern-doubled',
]);

/**
 * The patterns of the file that is there, in lower case and each once, less those that are a fault. One that is only unused stays: the
 * owner may need it tomorrow. Empty where no file was read. Pure.
 */
export function keptPatternsOf(assessment: Assessment): string[] {
  const seen = seenOf(assessment);
  const { policy, mx } = seen;
  if (policy.state !== 'found') return [];
  const match = mxMatcher(policy.value.mx);
  const used = new Set(mx.state === 'found' ? mx.hosts.map(({ name }) => match(name)) : []);
  const faulty = new Set(
    standingOf(seen).findings.flatMap(({ code, parameters }) =>
      AT_FAULT.has(code) ? parameters['pattern'] : [],
    ),
  );
  const kept = policy.value.mx.filter(
    (pattern) =>
      used.has(pattern) || (!faulty.has(pattern) && !neverMatches(pattern) && !isSingleLabel(pattern)),
  );
  return [...new Set(kept.map((pattern) => pattern.toLowerCase()))];
}

/** The kept patterns with the hosts that each covers, then a line for every host that none covers. */
export function withMissing(kept: readonly string[], hosts: readonly DomainName[]): PatternProposal[] {
  const match = mxMatcher(kept);
  const distinct = [...new Set(hosts)];
  const covered = Map.groupBy(distinct, match);
  return [
    ...kept.map((pattern) => line(pattern, covered.get(pattern) ?? [])),
    ...(covered.get(null) ?? []).map((host) => line(host, [host])),
  ];
}

function line(pattern: string, hosts: readonly DomainName[]): PatternProposal {
  return { pattern, hosts, counterExamples: [] };
}
