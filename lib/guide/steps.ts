import { PROBLEMS, REPORT_RECORDS, type Problem } from '../mechanisms.ts';
import type { Assessment } from '../check/assessment.ts';
import type { Proposal } from './proposal.ts';
import { readRuaTarget, ruaUrisOf } from './rua-target.ts';
import { neededStep, said, unknownStep, type GuideStep } from './step.ts';
import { hostingStep, policyStep } from './step-policy.ts';

/** Which steps a domain needs so that what is proposed becomes what is published, and why; the look at the end is none of them. Pure. */
export function stepsOf(assessment: Assessment, proposal: Proposal): GuideStep[] {
  const policy = policyStep(assessment, proposal);
  const record = recordStep(assessment, policy.state);
  const reports = REPORT_RECORDS.map((each) => reportStep(each, assessment, proposal));
  return [policy, hostingStep(assessment), record, ...reports];
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

/** Whether the record that tells where reports go is another than the one that is there. */
function reportStep(
  { name, targetsOf }: (typeof REPORT_RECORDS)[number],
  assessment: Assessment,
  proposal: Proposal,
): GuideStep {
  const facts = assessment[name];
  if (facts.state === 'pending' || facts.state === 'unavailable') return unknownStep(name, `${name}-unknown`);
  if (facts.state === 'absent') return neededStep(name, [said(`${name}-absent`)]);
  if (facts.state === 'invalid') return neededStep(name, [said(`${name}-invalid`, facts.problems[0])]);
  const misread = facts.problems.filter(isWorthRepair);
  const wanted = ruaUrisOf(proposal.rua);
  // Compared as they would be printed: case of a host makes no difference.
  const live = ruaUrisOf(targetsOf(assessment).map(readRuaTarget));
  const isOther = wanted.length > 0 && wanted.toSorted().join() !== live.toSorted().join();
  return neededStep(name, [
    ...misread.map((problem) => said(`${name}-misread`, problem)),
    ...(isOther && misread.length === 0 ? [said(`${name}-other`)] : []),
  ]);
}

/** Texts of others stay, so that they are there is nothing to repair in the record. */
function isWorthRepair({ code }: Problem): boolean {
  return PROBLEMS[code].severity !== 'info' && code !== 'sts-record-unrelated';
}
