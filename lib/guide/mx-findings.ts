import type { ProblemCode } from '../mechanisms.ts';
import type { Assessment } from '../check/assessment.ts';
import { findingOf, type Finding } from '../verdict/finding.ts';
import { standingOf } from '../verdict/standing.ts';

/** What is to be said of the MX records themselves, whatever the policy: no step of the guide mends it. */
const OF_MX: ReadonlySet<ProblemCode> = new Set([
  'mx-domain-doubled',
  'mx-final-dot',
  'mx-ip-address',
  'mx-misspelt',
  'mx-pattern-misspelt',
  'mx-all-no-address',
  'mx-null-beside-others',
  'mx-null-preference',
  'mx-not-a-host-name',
  'mx-local-name',
  'mx-no-address',
  'mx-uncovered-no-address',
  'mx-address-unavailable',
  'mx-alias',
  'mx-implicit',
]);

/** The findings about the MX records by themselves, worst first. Pure. */
export function mxFindingsOf(assessment: Assessment): Finding[] {
  const { findings } = standingOf(assessment);
  return findings.filter(({ code }) => OF_MX.has(code)).map(findingOf);
}
