import type { ComponentChildren } from 'preact';
import type { GuideStep } from '../../lib/guide/step.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { findingWords } from '../finding-words.ts';
import type { Sign } from '../../lib/report/blocks.ts';
import { Mark } from '../Mark.tsx';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { parameterWords } from './guide-words.ts';

const SIGNS: Record<GuideStep['state'], Sign> = { done: 'yes', needed: 'open', unknown: 'unsure' };

export interface StepFrameProps {
  readonly name: string;
  /** By which nothing is published: it is no part of what makes the guide done. */
  readonly isAdvice?: boolean;
  readonly state: GuideStep['state'];
  readonly number: number;
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}

/** What every step has: its number and title, how far it is, and a fold with the rest. */
export function StepFrame({ name, isAdvice, state, number, title, isOpen, children }: StepFrameProps) {
  return (
    <li class={`step ${state}`} {...{ [isAdvice ? 'data-advice' : 'data-step']: name }} data-state={state}>
      <details open={isOpen}>
        <summary>
          <Mark sign={SIGNS[state]} />
          <h3>
            <span class="step-number">{say('guide.number', { number })}</span> <Sentence text={title} />
          </h3>
          <span class="step-state">{say(`guide.state.${state}`)}</span>
        </summary>
        <div class="step-body">{children}</div>
      </details>
    </li>
  );
}

export interface StepProps extends Pick<StepFrameProps, 'number' | 'title' | 'children'> {
  readonly step: GuideStep;
  /** Stays open though it is done: there is something to know. */
  readonly isOpen: boolean;
}

/** One step of the guide: open where there is something to do, folded where it is done. */
export function Step({ step: { step, state, reasons }, number, title, isOpen, children }: StepProps) {
  const { shown, more } = useShown(reasons);
  return (
    <StepFrame name={step} state={state} number={number} title={title} isOpen={isOpen || state !== 'done'}>
      {state === 'done' && step !== 'verify' && <p class="quiet">{say('guide.meaning.doneHint')}</p>}
      {reasons.length > 0 && (
        <ul class={state === 'unknown' ? 'reasons cautions' : 'reasons'}>
          {shown.map(({ code, parameters, problem }, index) => (
            <li key={`${code} ${index}`}>
              <Sentence text={say(`guide.reason.${keyOf(code)}`, parameterWords(parameters))} />
              {problem && (
                <>
                  {' '}
                  <Sentence text={`${findingWords(problem).title}.`} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {more}
      {children}
    </StepFrame>
  );
}
