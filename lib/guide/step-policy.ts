import { awaitsPermission, type Assessment } from '../assessment.ts';
import { coverageOf } from '../coverage.ts';
import type { PolicyFacts } from '../mta-sts/served-policy.ts';
import { isFragile, type ProblemCode } from '../problem.ts';
import { readDifferently, recordFactsOf } from './ideal.ts';
import type { Proposal } from './proposal.ts';
import { neededStep, said, unknownStep, type GuideStep, type StepReasonSaid } from './step.ts';
import { isUnread } from './unread.ts';

/** What concerns the way to the file and not its text. */
const SERVING: ReadonlySet<ProblemCode> = new Set([
  'policy-media-type',
  'policy-no-media-type',
  'policy-slow',
]);

/** Whether another file is needed (RFC 8461 §3.2), by what is published and what is proposed. */
export function policyStep(assessment: Assessment, proposal: Proposal): GuideStep {
  const { policy, stsRecord } = assessment;
  if (policy.state === 'pending') return unknownStep('policy', 'policy-unread');
  if (policy.state === 'absent') {
    const isBroken = stsRecord.state === 'invalid';
    return neededStep('policy', [said(isBroken ? 'policy-no-usable-record' : 'policy-not-announced')]);
  }
  if (policy.state === 'unavailable') {
    const code = awaitsPermission(assessment) ? 'policy-not-permitted' : 'policy-unread';
    return unknownStep('policy', code, policy.problems[0]);
  }
  if (policy.state === 'invalid' && policy.text === null) {
    const [problem] = policy.problems;
    return isUnread(assessment)
      ? unknownStep('policy', 'policy-unread', problem)
      : neededStep('policy', [said('policy-absent', problem)]);
  }
  if (policy.state === 'invalid') return neededStep('policy', [said('policy-invalid', policy.problems[0])]);
  return neededStep('policy', reasonsAgainst(policy, assessment, proposal));
}

type Found = Extract<PolicyFacts, { state: 'found' }>;

function reasonsAgainst(policy: Found, assessment: Assessment, proposal: Proposal): StepReasonSaid[] {
  const live = policy.value;
  const wanted = proposal.policy.value;
  const problems = policy.problems.filter(({ code }) => !SERVING.has(code));
  const fragile = problems.filter(isFragile);
  const served = { ...policy, problems, mediaType: 'text/plain', tookMs: null };
  const stsRecord = recordFactsOf(proposal);
  const straying =
    fragile.length > 0 ? [] : readDifferently({ ...assessment, stsRecord, policy: served }, proposal).known;
  const isCoverageWanted = wanted.mode !== 'none' && live.mode !== 'none';
  const hosts = isCoverageWanted && assessment.mx.state === 'found' ? assessment.mx.hosts : [];
  const uncovered = coverageOf(hosts, live).filter(({ pattern }) => pattern === null);
  const isOther = live.mode !== wanted.mode || live.maxAgeSeconds !== wanted.maxAgeSeconds;
  return [
    ...fragile.map((problem) => said('policy-misread', problem)),
    ...uncovered.map(({ name: host }) => said('policy-uncovered', null, { host })),
    ...straying.map((sender) => said('policy-differently-read', null, { sender })),
    ...(isOther ? [said('policy-other')] : []),
  ];
}

/** Whether the way to the file is to be repaired (RFC 8461 §3.3). */
export function hostingStep({ policy, stsRecord }: Assessment): GuideStep {
  if (policy.state === 'absent') {
    const isBroken = stsRecord.state === 'invalid';
    return neededStep('hosting', [said(isBroken ? 'file-no-usable-record' : 'file-not-announced')]);
  }
  if (policy.state === 'pending') return unknownStep('hosting', 'file-unread');
  if (policy.state === 'unavailable') return unknownStep('hosting', 'file-unread', policy.problems[0]);
  if (policy.text === null) return neededStep('hosting', [said('file-fault', policy.problems[0])]);
  const faults = policy.problems.filter(({ code }) => SERVING.has(code));
  return neededStep(
    'hosting',
    faults.map((problem) => said('file-fault', problem)),
  );
}
