import { SEVERITIES } from '../severity.ts';
import type { Assessment } from '../check/assessment.ts';
import { judgeAll, PROBLEMS, type Judgements, type Problem, type ProblemCode } from '../mechanisms.ts';
import { danglingOf } from './dangling.ts';

/** An MX record that is wrong makes the policy look wrong, so it is named before whatever follows from it. */
const CULPRITS: ReadonlySet<ProblemCode> = new Set([
  'mx-domain-doubled',
  'mx-final-dot',
  'mx-ip-address',
  'mx-misspelt',
]);

/** What all mechanisms conclude, and everything worth saying, worst first. Pure; `now` in milliseconds since 1970 UTC. */
export function judged(
  assessment: Assessment,
  now: number,
): { readonly judgements: Judgements; readonly findings: readonly Problem[] } {
  const { policyDomain } = assessment;
  const judgements = judgeAll(assessment, { policyDomain, now });
  const all = Object.values(judgements);
  const explained = new Set(all.flatMap((each) => each.explained?.map(identityOf) ?? []));
  const findings: readonly Problem[] = [
    ...all.flatMap((each) => each.findings).filter((each) => !explained.has(identityOf(each))),
    ...danglingOf(assessment).map((parameters) => ({ code: 'alias-dangling', parameters }) as const),
  ];
  return { judgements, findings: findings.toSorted((a, b) => gravityOf(a) - gravityOf(b)) };
}

function identityOf({ code, parameters }: { readonly code: string; readonly parameters: object }): string {
  return JSON.stringify([code, parameters]);
}

/** How grave a problem is, the gravest first: what stops mail comes before what is merely missing. Pure. */
export function gravityOf({ code }: Pick<Problem, 'code'>): number {
  if (CULPRITS.has(code)) return -1;
  const gravity = SEVERITIES.indexOf(PROBLEMS[code].severity);
  // Who ends a trial before the rest is repaired loses mail: among its like that comes last.
  return code === 'policy-mode-testing' ? gravity + 0.5 : gravity;
}
