import { say } from '../lib/locales/say.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { durationWords, secondsWords } from './format.ts';
import { Sentence } from './Sentence.tsx';

/** Mode, max_age and coverage at a glance. Its place is kept for every domain, so that nothing jumps when the answer comes. */
export function Facts({ digest }: { digest: Digest | null }) {
  const isPending = !digest || digest.standing === 'checking';
  const { mode = null, maxAgeSeconds = null, coverage = null } = digest ?? {};
  const none = (width: number) => (isPending ? <Skeleton width={width} /> : '–');
  return (
    <dl class="facts" aria-label={say('facts.label')} aria-busy={isPending}>
      <div>
        <dt>{say('facts.mode')}</dt>
        <dd>{mode ?? none(52)}</dd>
      </div>
      <div>
        <dt>{say('facts.maxAge')}</dt>
        <dd>
          {maxAgeSeconds === null ? (
            none(44)
          ) : (
            <>
              {durationWords(maxAgeSeconds)}
              <small>{secondsWords(maxAgeSeconds)}</small>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('facts.coverage')}</dt>
        <dd class={coverage && coverage.covered < coverage.total ? 'short' : ''}>
          {coverage ? <Sentence text={say('facts.covered', coverage)} /> : none(36)}
        </dd>
      </div>
    </dl>
  );
}

export function Skeleton({ width }: { width: number }) {
  return <span class="skeleton" style={{ inlineSize: `${width}px` }} />;
}
