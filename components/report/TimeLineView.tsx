import type { Assessment } from '../../lib/check/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import { timeLineOf, type Step } from '../../lib/report/time-line.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { momentWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { outcomeWords } from './words.ts';

/** Each question and the fetch as a bar in the time of the check, with its numbers as text. */
export function TimeLineView({ assessment }: { assessment: Assessment }) {
  const { steps, totalMs } = timeLineOf(assessment);
  const { shown, more } = useShown(steps, 100);
  const time = momentWords(assessment.startedAt);
  return (
    <section aria-labelledby="time-line">
      <h2 id="time-line">{say('report.timeLine')}</h2>
      {steps.length === 0 ? (
        <p class="quiet">{say('report.timeLineEmpty')}</p>
      ) : (
        <>
          <p class="quiet">
            <Sentence text={say('report.timeLineHint', { time, milliseconds: Math.round(totalMs) })} />
          </p>
          <ol class="time-line">
            {shown.map((step, index) => (
              <StepView key={index} step={step} totalMs={totalMs} />
            ))}
          </ol>
          {more}
        </>
      )}
    </section>
  );
}

function StepView({ step, totalMs }: { step: Step; totalMs: number }) {
  const { what, of, startedAfterMs, tookMs } = step;
  const share = (milliseconds: number) => `${(100 * milliseconds) / totalMs}%`;
  return (
    <li class={what === 'GET' ? 'file' : 'question'}>
      <span class="step">
        <span class="type">{what}</span> <bdi class="raw">{visibleText(of)}</bdi>
      </span>{' '}
      <span class="track" aria-hidden="true">
        <span class="bar" style={{ insetInlineStart: share(startedAfterMs), width: share(tookMs) }} />
      </span>
      <span class="numbers">
        <Sentence text={outcomeWords(step)} /> ·{' '}
        {say('report.stepTimes', { start: Math.round(startedAfterMs), took: Math.round(tookMs) })}
      </span>
    </li>
  );
}
