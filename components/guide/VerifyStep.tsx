import type { GuideProps } from './guide-props.ts';
import { cachesOf } from '../../lib/guide/caches.ts';
import type { CheckState } from '../../lib/guide/checks.ts';
import { mxFindingsOf } from '../../lib/guide/mx-findings.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { isFault } from '../../lib/verdict/fault.ts';
import { momentWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';
import { AgainButton } from './AgainButton.tsx';
import { CheckLine } from './CheckLine.tsx';

export type VerifyStepProps = GuideProps & { readonly checks: readonly CheckState[] };

/** The check list that ticks itself off, and who still holds an old state for how long. */
export function VerifyStep({ assessment, checks, isChecking, onAgain }: VerifyStepProps) {
  const checkedAt = assessment.finishedAt ?? assessment.startedAt;
  const caches = cachesOf(assessment, checkedAt);
  const done = mxFindingsOf(assessment).some(isFault) ? 'guide.verify.doneButMx' : 'guide.verify.done';
  const isDone = checks.every(({ state }) => state === 'done');
  return (
    <>
      <p class="quiet">{say('guide.verify.hint')}</p>
      <ul class="checks">
        {checks.map(({ check, state }) => (
          <CheckLine
            key={check}
            name={check}
            state={state}
            text={say(`guide.check.${keyOf(check)}`)}
            detail={null}
          />
        ))}
      </ul>
      <div class="actions">
        <AgainButton isChecking={isChecking} onAgain={onAgain} />
        <p role="status" data-checked={checkedAt}>
          {!isChecking && say(isDone ? done : 'guide.verify.open')}{' '}
          <Sentence text={say('guide.verify.checked', { time: momentWords(checkedAt) })} />
        </p>
      </div>
      <h4>{say('guide.verify.cached')}</h4>
      {caches.length === 0 && <p class="quiet">{say('guide.verify.cachedNone')}</p>}
      <ul class="notes">
        {caches.map(({ code, until }, index) => (
          <li key={`${code} ${index}`} data-cache={code}>
            <Sentence text={say(`guide.cache.${keyOf(code)}`, { until: momentWords(until, checkedAt) })} />
          </li>
        ))}
      </ul>
    </>
  );
}
