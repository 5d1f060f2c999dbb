import type { ComponentChildren } from 'preact';
import { say } from '../../lib/locales/say.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { Skeleton } from '../Facts.tsx';
import { durationWords, momentWords, secondsWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';

/** The policy at a glance, and when and of whom that was learned. Each has its place before it is known, so that nothing jumps. */
export function ReportFacts({ digest, onAgain }: { digest: Digest | null; onAgain: () => void }) {
  const isPending = !digest || digest.standing === 'checking';
  const { mode = null, maxAgeSeconds = null, coverage = null, finishedAt = null } = digest ?? {};
  const none = (width: number) => (isPending ? <Skeleton width={width} /> : '–');
  // Both are keys of the policy file, which no language translates.
  return (
    <dl class="facts" aria-label={say('facts.label')} aria-busy={isPending}>
      <Fact name={<code>mode</code>}>{mode ? <code>{mode}</code> : none(52)}</Fact>
      <Fact name={<code>max_age</code>} small={maxAgeSeconds !== null && secondsWords(maxAgeSeconds)}>
        {maxAgeSeconds === null ? none(44) : durationWords(maxAgeSeconds)}
      </Fact>
      <Fact name={say('facts.coverage')} isShort={coverage !== null && coverage.covered < coverage.total}>
        {coverage ? <Sentence text={say('facts.covered', coverage)} /> : none(36)}
      </Fact>
      <Fact
        name={say('report.fact.checked')}
        small={
          digest &&
          finishedAt !== null && (
            <span class="asked-of">
              <bdi>{digest.resolver.name}</bdi>
              <button type="button" class="plain" onClick={onAgain}>
                {say('popup.again')}
              </button>
            </span>
          )
        }
      >
        {finishedAt === null ? <Skeleton width={60} /> : momentWords(finishedAt)}
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: ComponentChildren;
  readonly small?: ComponentChildren;
  readonly isShort?: boolean;
  readonly children: ComponentChildren;
}

function Fact({ name, small, isShort = false, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={isShort ? 'short' : ''}>
        {children}
        {small && <small>{small}</small>}
      </dd>
    </div>
  );
}
