import { toUnicodeName } from '../lib/names/domain-name.ts';
import { keyOf, say, sayPlainly } from '../lib/locales/say.ts';
import type { Subject } from '../lib/names/subject.ts';
import { sealOf } from '../lib/verdict/seal.ts';
import type { View } from '../lib/view.ts';
import { FirstAsk, type FirstAskProps } from './FirstAsk.tsx';
import { Seal } from './Seal.tsx';
import type { ShownSeal } from './seal-shapes.ts';
import { Sentence } from './Sentence.tsx';
import { VerdictSentence } from './VerdictSentence.tsx';

export interface TopProps
  extends
    FirstAskProps,
    Pick<View, 'subject' | 'domain' | 'digest' | 'source' | 'isInterrupted' | 'awaitsClick' | 'isOnline'> {}

/** True where nothing is known of the domain in view, and nothing is asked before a click. */
export function isUncheckedIn({ awaitsClick, digest }: Pick<View, 'awaitsClick' | 'digest'>): boolean {
  return awaitsClick && !digest;
}

/** The name, the seal and the headline, and what has to be asked of the person first. */
export function Top(props: TopProps) {
  const { subject, domain, digest, source } = props;
  const name = domain && toUnicodeName(domain);
  const isUnchecked = isUncheckedIn(props);
  return (
    <header class="top">
      <div class="who">
        <Seal standing={sealFor({ ...props, isUnchecked })} />
        <div>
          <h1>{name ? <bdi>{name}</bdi> : say('popup.loading')}</h1>
          <p>
            {digest?.score && <small>{sayPlainly('score.popup', { score: digest.score })} </small>}
            {domain && (source === 'page' ? say('popup.ofPage') : say('popup.ofText'))}
            {domain !== null && name !== domain && (
              <>
                , <Sentence text={say('popup.alsoAs', { name: domain })} />
              </>
            )}
          </p>
          {subject?.state === 'found' && subject.readFrom && domain === subject.policyDomain && (
            <p>
              <Sentence text={say('popup.readFrom', { name: subject.readFrom })} />
            </p>
          )}
        </div>
        {domain && !isUnchecked && !digest?.finishedAt && <span class="icon-place" />}
        {digest?.finishedAt && (
          <button
            type="button"
            class="icon"
            aria-label={say('popup.again')}
            title={say('popup.again')}
            onClick={props.onAgain}
          >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path d="M16 10a6 6 0 1 1-1.8-4.3M16 3v3.4h-3.4" />
            </svg>
          </button>
        )}
      </div>
      {!props.isInterrupted && !isUnchecked && <VerdictSentence {...props} />}
      <FirstAsk {...props} isUnchecked={isUnchecked} />
    </header>
  );
}

/** The seal of what is in view. */
export function sealFor(
  props: Pick<View, 'digest' | 'isInterrupted'> & { readonly isUnchecked: boolean },
): ShownSeal {
  if (props.isInterrupted) return 'interrupted';
  if (props.digest) return sealOf(props.digest);
  return props.isUnchecked ? 'unchecked' : 'checking';
}

/** Why nothing is looked up for what was given. */
export function Unsupported({ subject }: { subject: Extract<Subject, { state: 'unsupported' }> }) {
  const key = keyOf(subject.reason);
  return (
    <header class="top">
      <div class="who">
        <Seal standing="unsupported" />
        <h1>
          <Sentence text={say(`unsupported.${key}.title`, { text: subject.text })} />
        </h1>
      </div>
      <p class="say" role="status">
        <Sentence text={say(`unsupported.${key}.text`, { text: subject.text })} />
      </p>
    </header>
  );
}
