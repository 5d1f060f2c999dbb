import { awaitsPermission, type Assessment } from '../assessment.ts';
import { coverageOf } from '../coverage.ts';
import { isFragile, PROBLEMS, type Problem, type ProblemCode } from '../problem.ts';
import { checksOf } from './checks.ts';
import type { Parameters, StepReason } from './codes.ts';
import type { Proposal } from './proposal.ts';

/** The steps of the guide, in their order. */
export const STEPS = ['policy', 'hosting', 'record', 'tlsrpt', 'verify'] as const;
export type StepName = (typeof STEPS)[number];

export interface StepReasonSaid {
  readonly code: StepReason;
  readonly parameters: Parameters;
  /** The finding behind it, where there is one. */
  readonly problem: Problem | null;
}

/** One step: done, needed with the reasons, or unknown with what stood in the way of knowing. */
export interface GuideStep {
  readonly step: StepName;
  readonly state: 'done' | 'needed' | 'unknown';
  readonly reasons: readonly StepReasonSaid[];
}

/** What concerns the way to the file and not its text. */
const SERVING: ReadonlySet<ProblemCode> = new Set([
  'policy-media-type',
  'policy-no-media-type',
  'policy-slow',
]);
/** Senders differ over these although the grammar has no objection (lib/sender-policy-rules.ts). */
const MISREAD: ReadonlySet<ProblemCode> = new Set([
  'policy-duplicate-field',
  'policy-mx-never-matches',
  'policy-max-age-zero',
  'policy-large',
]);

/** Which steps a domain needs so that what is proposed becomes what is published, and why. Pure. */
export function stepsOf(assessment: Assessment, proposal: Proposal): GuideStep[] {
  const policy = policyStep(assessment, proposal);
  const hosting = hostingStep(assessment);
  const record = recordStep(assessment, policy);
  const tlsrpt = tlsrptStep(assessment, proposal);
  const isDone = checksOf(assessment, proposal, assessment).every(({ state }) => state === 'done');
  return [
    policy,
    hosting,
    record,
    tlsrpt,
    { step: 'verify', state: isDone ? 'done' : 'needed', reasons: [] },
  ];
}

function policyStep(assessment: Assessment, { policy: { value } }: Proposal): GuideStep {
  const { policy, mx } = assessment;
  if (policy.state === 'pending') return unknownStep('policy', 'policy-unread');
  if (policy.state === 'absent') return neededStep('policy', [said('policy-absent')]);
  if (policy.state === 'unavailable') {
    const code = awaitsPermission(assessment) ? 'policy-not-permitted' : 'policy-unread';
    return unknownStep('policy', code, policy.problems[0]);
  }
  if (policy.state === 'invalid' && policy.text === null) {
    const [problem] = policy.problems;
    // Nothing is there; any other fault of the way says nothing of the file at its end.
    const isMissing =
      problem?.code === 'policy-host-no-address' ||
      (problem?.code === 'policy-status' && [404, 410].includes(Number(problem.parameters['status'])));
    return isMissing
      ? neededStep('policy', [said('policy-absent', {}, problem)])
      : unknownStep('policy', 'policy-unread', problem);
  }
  if (policy.state === 'invalid')
    return neededStep('policy', [said('policy-invalid', {}, policy.problems[0])]);
  const live = policy.value;
  const misread = policy.problems.filter(
    (problem) => !SERVING.has(problem.code) && (isFragile(problem) || MISREAD.has(problem.code)),
  );
  const uncovered =
    value.mode === 'none' || mx.state !== 'found' || live.mode === 'none'
      ? []
      : coverageOf(mx.hosts, live).filter(({ pattern }) => pattern === null);
  const isOther = live.mode !== value.mode || live.maxAgeSeconds !== value.maxAgeSeconds;
  return neededStep('policy', [
    ...misread.map((problem) => said('policy-misread', {}, problem)),
    ...uncovered.map(({ name: host }) => said('policy-uncovered', { host })),
    ...(live.mode === 'none' && value.mode === 'none' && live.mx.length === 0
      ? [said('policy-none-without-mx')]
      : []),
    ...(isOther ? [said('policy-other')] : []),
  ]);
}

function hostingStep(assessment: Assessment): GuideStep {
  const { policy } = assessment;
  if (policy.state === 'absent') return neededStep('hosting', [said('file-not-announced')]);
  if (policy.state === 'pending') return unknownStep('hosting', 'file-unread');
  if (policy.state === 'unavailable') return unknownStep('hosting', 'file-unread', policy.problems[0]);
  if (policy.text === null) return neededStep('hosting', [said('file-fault', {}, policy.problems[0])]);
  const faults = policy.problems.filter(({ code }) => SERVING.has(code));
  return neededStep(
    'hosting',
    faults.map((problem) => said('file-fault', {}, problem)),
  );
}

function recordStep({ stsRecord, policy, remembered }: Assessment, policyStepState: GuideStep): GuideStep {
  if (stsRecord.state === 'pending') return unknownStep('record', 'record-unknown');
  if (stsRecord.state === 'unavailable') return unknownStep('record', 'record-unknown');
  if (stsRecord.state === 'absent')
    return neededStep('record', [said('record-absent', {}, stsRecord.problems[0])]);
  if (stsRecord.state === 'invalid')
    return neededStep('record', [said('record-invalid', {}, stsRecord.problems[0])]);
  const misread = stsRecord.problems.filter(isWorthRepair);
  const isChangedSameId =
    policy.state === 'found' &&
    remembered?.policyId === stsRecord.value.id &&
    (remembered.policyText !== policy.text || remembered.replaced !== null);
  const isNewIdNeeded = policyStepState.state === 'needed' || isChangedSameId;
  return neededStep('record', [
    ...misread.map((problem) => said('record-misread', {}, problem)),
    ...(isNewIdNeeded ? [said('record-new-id')] : []),
  ]);
}

function tlsrptStep({ tlsrpt }: Assessment, proposal: Proposal): GuideStep {
  if (tlsrpt.state === 'pending' || tlsrpt.state === 'unavailable')
    return unknownStep('tlsrpt', 'tlsrpt-unknown');
  if (tlsrpt.state === 'absent') return neededStep('tlsrpt', [said('tlsrpt-absent')]);
  if (tlsrpt.state === 'invalid')
    return neededStep('tlsrpt', [said('tlsrpt-invalid', {}, tlsrpt.problems[0])]);
  const misread = tlsrpt.problems.filter(({ code }) => PROBLEMS[code].severity !== 'info');
  const wanted = proposal.rua.flatMap((target) => (target.state === 'valid' ? [target.uri] : []));
  const live = tlsrpt.value.rua.map(String);
  const isOther =
    wanted.length > 0 &&
    (wanted.some((uri) => !live.includes(uri)) || live.some((uri) => !wanted.includes(uri)));
  return neededStep('tlsrpt', [
    ...misread.map((problem) => said('tlsrpt-misread', {}, problem)),
    ...(isOther && misread.length === 0 ? [said('tlsrpt-other')] : []),
  ]);
}

function isWorthRepair({ code }: Problem): boolean {
  return PROBLEMS[code].severity !== 'info' && PROBLEMS[code].severity !== 'notice';
}

function said(code: StepReason, parameters: Parameters = {}, problem: Problem | null = null): StepReasonSaid {
  return { code, parameters, problem };
}

/** Needed where there is a reason, else done. */
function neededStep(step: StepName, reasons: readonly StepReasonSaid[]): GuideStep {
  return { step, state: reasons.length > 0 ? 'needed' : 'done', reasons };
}

function unknownStep(step: StepName, code: StepReason, problem?: Problem): GuideStep {
  return { step, state: 'unknown', reasons: [said(code, {}, problem ?? null)] };
}
