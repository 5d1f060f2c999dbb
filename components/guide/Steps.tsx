import type { GuideProps } from './guide-props.ts';
import { useMemo } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { CheckState } from '../../lib/guide/checks.ts';
import type { Offers } from '../../lib/guide/offers.ts';
import { liveNotesOf } from '../../lib/guide/live-notes.ts';
import { NOTE_PLACES } from '../../lib/guide/notes.ts';
import { progressOf } from '../../lib/guide/progress.ts';
import type { Proposal } from '../../lib/guide/proposal.ts';
import type { StepName } from '../../lib/guide/step.ts';
import { say } from '../../lib/locales/say.ts';
import { ofReportRecords } from '../../lib/mechanisms.ts';
import { policyHostOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import { HostingStep } from './HostingStep.tsx';
import { Notes } from './Notes.tsx';
import { PolicyStep } from './PolicyStep.tsx';
import { RecordView } from './RecordView.tsx';
import { Step } from './Step.tsx';
import { VerifyStep } from './VerifyStep.tsx';

export type StepsProps = GuideProps & {
  /** The facts with which the owner began. */
  readonly before: Assessment;
  readonly proposal: Proposal;
  /** What was shown to be published until now. */
  readonly offers: Offers;
};

/** The steps in the order that never breaks mail (RFC 8461 §8.1), each as far as it is. */
export function Steps(props: StepsProps) {
  const { assessment, before, proposal, offers } = props;
  const { policyDomain } = assessment;
  const { steps, checks } = useMemo(
    () => progressOf(before, proposal, assessment, offers),
    [before, proposal, assessment, offers],
  );
  const titles: Record<StepName, string> = {
    policy: say('guide.step.policy'),
    hosting: say('guide.step.hosting', { host: policyHostOf(policyDomain) }),
    record: say('guide.step.record', { name: proposal.record.ownerName }),
    ...ofReportRecords(({ name, label }) => say(`guide.step.${name}`, { name: `${label}.${policyDomain}` })),
    verify: say('guide.step.verify'),
  };
  const notes = useMemo(
    () => [...liveNotesOf(assessment, proposal), ...proposal.notes],
    [assessment, proposal],
  );
  return (
    <ol class="steps">
      {steps.map((step, index) => {
        const own = notes.filter(({ code }) => NOTE_PLACES[code] === step.step);
        const isOpen = step.step === 'verify' && own.length > 0;
        return (
          <Step key={step.step} step={step} number={index + 1} title={titles[step.step]} isOpen={isOpen}>
            <Notes notes={own} />
            <StepBody {...props} name={step.step} checks={checks} />
          </Step>
        );
      })}
    </ol>
  );
}

function StepBody(props: StepsProps & { name: StepName; checks: readonly CheckState[] }) {
  const { name, proposal, onCopyText } = props;
  if (name === 'policy') return <PolicyStep {...props} />;
  if (name === 'hosting') return <HostingStep {...props} />;
  if (name === 'verify') return <VerifyStep {...props} />;
  const record = proposal[name];
  if (name !== 'record' && record === null) {
    const hasNoName = proposal.notes.some(({ code }) => code === `${name}-name-too-long`);
    return hasNoName ? null : <p>{say('guide.reports.none')}</p>;
  }
  return (
    <>
      {name === 'record' && <p>{say('guide.record.hint')}</p>}
      {record && <RecordView record={record} onCopyText={onCopyText} />}
    </>
  );
}
