import { useMemo, useState } from 'preact/hooks';
import { keyOf, say } from '../../lib/locales/say.ts';
import type { StepText } from '../../lib/mechanism.ts';
import type { LoadedSteps } from '../../lib/mechanisms.ts';
import { Sentence } from '../Sentence.tsx';
import { Copyable } from './Copyable.tsx';
import type { GuideProps } from './guide-props.ts';
import { StepFrame } from './Step.tsx';

export type MechanismStepsProps = Pick<GuideProps, 'assessment' | 'registrableOf' | 'onCopyText'> & {
  readonly steps: LoadedSteps;
  /** Nothing is drawn but where one of the steps is urgent; otherwise, but where none is. */
  readonly isUrgent: boolean;
};

/**
 * What a mechanism has to say to whoever runs domain or servers, in the order in which no mail is lost; nothing where it has no steps. Where none of them
 * is done, nobody has begun, and they are drawn once somebody unfolds them.
 */
export function MechanismSteps({ steps: { name, stepsOf }, isUrgent, ...props }: MechanismStepsProps) {
  const { assessment, registrableOf, onCopyText } = props;
  const steps = useMemo(() => {
    const { policyDomain, finishedAt, startedAt } = assessment;
    return stepsOf(assessment, { policyDomain, registrableOf, now: finishedAt ?? startedAt, say });
  }, [assessment, registrableOf, stepsOf]);
  const [isOpen, setOpen] = useState(isUrgent || steps.some(({ state }) => state === 'done'));
  if (steps.length === 0 || steps.some((step) => step.isUrgent) !== isUrgent) return null;
  const id = `steps-${name}`;
  return (
    <section aria-labelledby={id}>
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
                {step.body.map((text, place) => (
                  <Text key={place} {...text} onCopyText={onCopyText} />
                ))}
              </StepFrame>
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}

function Text({ onCopyText, ...text }: StepText & Pick<GuideProps, 'onCopyText'>) {
  return text.kind === 'sentence' ? (
    <p>
      <Sentence text={text.text} />
    </p>
  ) : (
    <>
      <h4>
        <Sentence text={text.what} />
      </h4>
      <Copyable what={plainly(text.what)} text={text.text} onCopyText={onCopyText} />
    </>
  );
}

/** A sentence without its marks, for a label. */
function plainly(sentence: string): string {
  return sentence.replaceAll(/[\u2068\u2069`]/g, '');
}
