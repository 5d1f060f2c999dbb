import { isFragile, type ProblemCode } from '../mechanisms.ts';
import { awaitsPermission } from '../mechanisms/mta-sts/served-policy.ts';
import { isUnasked } from '../mechanisms/mta-sts/unannounced-file.ts';
import type { Assessment } from '../check/assessment.ts';
import type { PolicyFacts } from '../mechanisms/mta-sts/served-policy.ts';
import { readDifferently, recordFactsOf } from './ideal.ts';
import { uncoveredOf } from './mx-culprits.ts';
import type { Proposal } from './proposal.ts';
import { seenOf } from './seen.ts';
import { neededStep, said, unknownStep, type GuideStep, type StepReasonSaid } from './step.ts';
import { isUnread } from './unread.ts';

/** What concerns the way to the file and not its text. */
const SERVING: ReadonlySet<ProblemCode> = new Set([
  'policy-media-type',
  'policy-no-media-type',
  'policy-slow',
]);

/**
 * Whether another file is needed (RFC 8461 §3.2), by what is there and what is proposed. Where nobody has looked for one, that is not
 * known: it may say enforce.
 */
export function policyStep(given: Assessment, proposal: Proposal): GuideStep {
  const assessment = seenOf(given);
  const { policy, stsRecord } = assessment;
  if (policy.state === 'pending') return unknownStep('policy', 'policy-unread');
  if (isUnasked(assessment) || policy.state === 'absent')
    return unknownStep('policy', UNASKED[stsRecord.state]);
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

const UNASKED = {
  found: 'policy-not-announced',
  absent: 'policy-not-announced',
  invalid: 'policy-no-usable-record',
  unavailable: 'policy-record-unknown',
  pending: 'policy-record-unknown',
} as const;

type Found = Extract<PolicyFacts, { state: 'found' }>;

function reasonsAgainst(policy: Found, assessment: Assessment, proposal: Proposal): StepReasonSaid[] {
  const live = policy.value;
  const wanted = proposal.policy.value;
  const problems = policy.problems.filter(({ code }) => !SERVING.has(code));
  const fragile = problems.filter(isFragile);
  const served = { ...policy, problems, mediaType: 'text/plain', tookMs: null };
  const stsRecord = recordFactsOf(proposal, assessment.stsRecord);
  const straying =
    fragile.length > 0 ? [] : readDifferently({ ...assessment, stsRecord, policy: served }, proposal).known;
  const isCoverageWanted = wanted.mode !== 'none' && live.mode !== 'none';
  const uncovered = isCoverageWanted ? uncoveredOf(assessment) : [];
  const isOther = live.mode !== wanted.mode || live.maxAgeSeconds !== wanted.maxAgeSeconds;
  return [
    ...fragile.map((problem) => said('policy-misread', problem)),
    ...uncovered.map((host) => said('policy-uncovered', null, { host })),
    ...straying.map((sender) => said('policy-differently-read', null, { sender })),
    ...(isOther ? [said('policy-other')] : []),
  ];
}

/** Whether the way to the file is to be repaired (RFC 8461 §3.3). */
export function hostingStep(assessment: Assessment): GuideStep {
  const seen = seenOf(assessment);
  const { policy } = seen;
  if (policy.state === 'pending') return unknownStep('hosting', 'file-unread');
  if (isUnasked(seen) || policy.state === 'absent') return unknownStep('hosting', 'file-unseen');
  if (policy.state === 'unavailable') return unknownStep('hosting', 'file-unread', policy.problems[0]);
  if (policy.text === null) return neededStep('hosting', [said('file-fault', policy.problems[0])]);
  const faults = policy.problems.filter(({ code }) => SERVING.has(code));
  return neededStep(
    'hosting',
    faults.map((problem) => said('file-fault', problem)),
  );
}
