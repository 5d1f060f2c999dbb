import { PROBLEMS, type Problem } from '../mechanisms.ts';
import type { Assessment } from '../check/assessment.ts';
import type { Proposal } from './proposal.ts';
import { readRuaTarget, ruaUrisOf } from './rua-target.ts';
import { neededStep, said, unknownStep, type GuideStep } from './step.ts';
import { hostingStep, policyStep } from './step-policy.ts';

/** Which steps a domain needs so that what is proposed becomes what is published, and why; the look at the end is none of them. Pure. */
export function stepsOf(assessment: Assessment, proposal: Proposal): GuideStep[] {
  const policy = policyStep(assessment, proposal);
  const record = recordStep(assessment, policy.state);
  return [policy, hostingStep(assessment), record, tlsrptStep(assessment, proposal)];
}

function recordStep(
  { stsRecord, policy, remembered }: Assessment,
  policyStepState: GuideStep['state'],
): GuideStep {
  if (stsRecord.state === 'pending' || stsRecord.state === 'unavailable')
    return unknownStep('record', 'record-unknown');
  if (stsRecord.state === 'absent')
    return neededStep('record', [said('record-absent', stsRecord.problems[0])]);
  if (stsRecord.state === 'invalid')
    return neededStep('record', [said('record-invalid', stsRecord.problems[0])]);
  const misread = stsRecord.problems.filter(isWorthRepair);
  const isChangedSameId =
    policy.state === 'found' &&
    remembered?.policyId === stsRecord.value.id &&
    (remembered.policyText !== policy.text || remembered.replaced !== null);
  const reasons = [
    ...misread.map((problem) => said('record-misread', problem)),
    ...(policyStepState === 'needed' || isChangedSameId ? [said('record-new-id')] : []),
  ];
  // Whoever publishes the file on a guess needs the new id; whoever keeps the live one does not.
  return reasons.length === 0 && policyStepState === 'unknown'
    ? unknownStep('record', 'record-new-id-if-published')
    : neededStep('record', reasons);
}

function tlsrptStep({ tlsrpt }: Assessment, proposal: Proposal): GuideStep {
  if (tlsrpt.state === 'pending' || tlsrpt.state === 'unavailable')
    return unknownStep('tlsrpt', 'tlsrpt-unknown');
  if (tlsrpt.state === 'absent') return neededStep('tlsrpt', [said('tlsrpt-absent')]);
  if (tlsrpt.state === 'invalid') return neededStep('tlsrpt', [said('tlsrpt-invalid', tlsrpt.problems[0])]);
  const misread = tlsrpt.problems.filter(isWorthRepair);
  const wanted = ruaUrisOf(proposal.rua);
  // Held against each other as they would be printed: case of a host makes no difference.
  const live = ruaUrisOf(tlsrpt.value.rua.map(readRuaTarget));
  const isOther = wanted.length > 0 && wanted.toSorted().join() !== live.toSorted().join();
  return neededStep('tlsrpt', [
    ...misread.map((problem) => said('tlsrpt-misread', problem)),
    ...(isOther && misread.length === 0 ? [said('tlsrpt-other')] : []),
  ]);
}

/** Texts of others stay, so that they are there is nothing to repair in the record. */
function isWorthRepair({ code }: Problem): boolean {
  return PROBLEMS[code].severity !== 'info' && code !== 'sts-record-unrelated';
}
