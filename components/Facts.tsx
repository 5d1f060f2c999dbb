import { say } from '../lib/locales/say.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { durationWords, secondsWords } from './format.ts';
import { Sentence } from './Sentence.tsx';

interface FactsProps {
  readonly digest: Digest | null;
  /** Nothing more comes. */
  readonly isInterrupted?: boolean;
}

/**
 * Mode, max_age and coverage at a glance; the first two are words of the protocol in every language. Its place is kept for every domain, so that nothing jumps when the answer comes; what senders find instead
 * of a policy is said in words.
 */
export function Facts({ digest, isInterrupted = false }: FactsProps) {
  const isPending = !isInterrupted && (!digest || digest.standing === 'checking');
  const { mode = null, maxAgeSeconds = null, coverage = null } = digest ?? {};
  const none = (width: number, words: string) =>
    isPending ? <Skeleton width={width} /> : <span class="none">{words}</span>;
  return (
    <dl class="facts" aria-label={say('facts.label')} aria-busy={isPending}>
      <div>
        <dt translate={false}>mode</dt>
        <dd>{mode === null ? none(52, noMode(digest)) : <span translate={false}>{mode}</span>}</dd>
      </div>
      <div>
        <dt translate={false}>max_age</dt>
        <dd>
          {maxAgeSeconds === null ? (
            none(44, '–')
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
          {coverage ? <Sentence text={say('facts.covered', coverage)} /> : none(36, noCoverage(digest))}
        </dd>
      </div>
    </dl>
  );
}

/** By what is known of MTA-STS alone: the verdict may be about something else. */
function noMode(digest: Digest | null): string {
  const headline = digest?.rows.find(({ name }) => name === 'mta-sts')?.headline;
  if (!headline || /^(?:unknown|checking)/.test(headline)) return say('sign.ask');
  return say(headline.startsWith('broken') ? 'facts.unreadable' : 'facts.noPolicy');
}

function noCoverage(digest: Digest | null): string {
  if (digest?.mx.state === 'absent') return say('facts.noServers');
  const isMissing = /^(?:absent|broken|dane-unknown)/.test(digest?.headline ?? '');
  return isMissing && digest?.mx.state === 'found'
    ? say('facts.covered', { covered: 0, total: digest.servers.length })
    : '–';
}

export function Skeleton({ width }: { width: number }) {
  return <span class="skeleton" style={{ inlineSize: `${width}px` }} />;
}
