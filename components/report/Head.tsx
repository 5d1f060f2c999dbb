import { keyOf, say } from '../../lib/locales/say.ts';
import { toUnicodeName } from '../../lib/names/domain-name.ts';
import type { Subject } from '../../lib/names/subject.ts';
import type { View } from '../../lib/view.ts';
import type { ComponentChildren } from 'preact';
import { FirstAsk, type FirstAskProps } from '../FirstAsk.tsx';
import { Seal } from '../Seal.tsx';
import { Sentence } from '../Sentence.tsx';
import { sealFor } from '../Top.tsx';
import { VerdictSentence } from '../VerdictSentence.tsx';

export interface HeadProps
  extends FirstAskProps, Pick<View, 'subject' | 'domain' | 'digest' | 'source' | 'isOnline'> {
  /** Nothing is known, and nothing is asked before a click. */
  readonly isUnchecked: boolean;
  /** What can be done, beside the name. */
  readonly children?: ComponentChildren;
}

/** The name, the seal and the verdict, and what has to be asked of the person first. */
export function Head(props: HeadProps) {
  const { domain, isUnchecked } = props;
  const name = domain && toUnicodeName(domain);
  return (
    <header class="top">
      <div class="who">
        <Seal standing={sealFor(props)} />
        <div>
          <h1>{name ? <bdi>{name}</bdi> : say('popup.loading')}</h1>
          <Origin {...props} name={name} />
          {!props.isInterrupted && !isUnchecked && <VerdictSentence {...props} />}
        </div>
        {props.children}
      </div>
      <FirstAsk {...props} />
    </header>
  );
}

/** Which domain it is, where that is not the name that was given. */
function Origin({ subject, domain, name }: HeadProps & { name: string | null }) {
  if (domain === null) return null;
  return (
    <>
      {name !== domain && (
        <p>
          <Sentence text={say('popup.alsoAs', { name: domain })} />
        </p>
      )}
      {subject?.state === 'found' && subject.readFrom && domain === subject.policyDomain && (
        <p>
          <Sentence text={say('popup.readFrom', { name: subject.readFrom })} />
        </p>
      )}
    </>
  );
}

/** Why nothing is looked up for what was given. */
export function Unsupported({ subject }: { subject: Extract<Subject, { state: 'unsupported' }> }) {
  const key = keyOf(subject.reason);
  return (
    <header class="top">
      <div class="who">
        <Seal standing="unsupported" />
        <div>
          <h1>
            <Sentence text={say(`unsupported.${key}.title`, { text: subject.text })} />
          </h1>
          <p class="say" role="status">
            <Sentence text={say(`unsupported.${key}.text`, { text: subject.text })} />
          </p>
        </div>
      </div>
    </header>
  );
}
