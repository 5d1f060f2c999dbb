import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { keyOf, say } from '../../lib/locales/say.ts';
import type { LoadedSteps } from '../../lib/guide/load-steps.ts';
import type { PlanPlace } from '../../lib/guide/whole-plan.ts';
import type { Answers, StepState } from '../../lib/steps.ts';
import { Sentence } from '../Sentence.tsx';
import type { GuideProps } from './guide-props.ts';
import { reveal } from './reveal.ts';
import { StepFrame } from './Step.tsx';
import { StepTexts, type StepTextProps } from './StepTextView.tsx';

export type MechanismStepsProps = Omit<StepTextProps, 'answers' | 'onAnswer'> &
  Pick<GuideProps, 'registrableOf'> & {
    readonly steps: LoadedSteps;
    /** Nothing is drawn but where one of the steps is urgent; otherwise, but where none is. */
    readonly isUrgent: boolean;
    /** The fault that comes first is one of this mechanism: its steps come open. */
    readonly isFirstFault: boolean;
    /** The guide was opened to repair something, and not to set up what comes first in it: that fault comes into sight. */
    readonly isWanted: boolean;
    /** A link led to these steps: they come open and into sight. */
    readonly isAsked: boolean;
    /** The step that was asked for last; another object each time. */
    readonly sought: PlanPlace | null;
  };

/**
 * What a mechanism has to say to whoever runs domain or servers, in the order in which no mail is lost; nothing where it has no steps. Where nobody has begun, or
 * everything is done, they are drawn once somebody unfolds them.
 */
export function MechanismSteps({
  steps: { name, stepsOf },
  isUrgent,
  isFirstFault,
  isWanted,
  isAsked,
  sought,
  ...props
}: MechanismStepsProps) {
  const { assessment, registrableOf } = props;
  const [answers, setAnswers] = useState<Answers>({});
  const steps = useMemo(() => {
    const { policyDomain, finishedAt, startedAt } = assessment;
    const now = finishedAt ?? startedAt;
    return stepsOf(assessment, { policyDomain, registrableOf, now, say, answers });
  }, [assessment, registrableOf, stepsOf, answers]);
  const has = (wanted: StepState) => steps.some(({ state }) => state === wanted);
  const [isOpen, setOpen] = useState(isUrgent || isFirstFault || (has('done') && has('needed')));
  const section = useRef<HTMLElement>(null);
  // Only where the guide opens: later the person reads somewhere else.
  const isToSee = useRef(isFirstFault && isWanted);
  useEffect(() => {
    if (isToSee.current) section.current?.scrollIntoView({ block: 'start' });
  }, []);
  useEffect(() => {
    if (!isAsked) return;
    setOpen(true);
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.querySelector('summary')?.focus({ preventScroll: true });
  }, [isAsked]);
  const isSought = steps.some((step) => sought?.kind === 'advice' && sought.name === step.name);
  const [revealed, setRevealed] = useState<PlanPlace | null>(null);
  useEffect(() => {
    // Once for each time that it was asked for: later the person folds and unfolds as they like.
    if (!isSought || sought === revealed) return;
    if (isOpen && sought) {
      setRevealed(sought);
      reveal(section.current, sought);
    } else setOpen(true);
  }, [sought, isSought, isOpen, revealed]);
  if (steps.length === 0 || steps.some((step) => step.isUrgent) !== isUrgent) return null;
  const id = `steps-${name}`;
  return (
    <section ref={section} aria-labelledby={id} data-steps={name}>
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <h2 id={id}>
            <Sentence text={say('guide.stepsFor', { name: say(`mechanism.${keyOf(name)}.name`) })} />
          </h2>
        </summary>
        {isOpen && (
          <ol class="steps">
            {steps.map((step, index) => (
              <StepFrame
                key={step.name}
                name={step.name}
                isAdvice
                state={step.state}
                number={index + 1}
                title={step.title}
                isOpen={step.isNext ?? false}
              >
                <StepTexts
                  {...props}
                  body={step.body}
                  answers={answers}
                  onAnswer={(question, answer) => setAnswers({ ...answers, [question]: answer })}
                />
              </StepFrame>
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}
