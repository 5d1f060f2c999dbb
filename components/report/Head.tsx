import { headlineTitle } from '../../lib/locales/headline-title.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { toUnicodeName } from '../../lib/names/domain-name.ts';
import type { Subject } from '../../lib/names/subject.ts';
import { hiddenErrors } from '../../lib/verdict/fault.ts';
import type { View } from '../../lib/view.ts';
import type { ComponentChildren } from 'preact';
import { PolicyPermission, ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Seal } from '../Seal.tsx';
import { Sentence } from '../Sentence.tsx';

export interface HeadProps
  extends
    Pick<
      View,
      'subject' | 'domain' | 'digest' | 'source' | 'isInterrupted' | 'isDenied' | 'isPrivate' | 'isOnline'
    >,
    PermissionActions {
  /** Nothing is known, and nothing is asked before a click. */
  readonly isUnchecked: boolean;
  readonly onAgain: () => void;
  /** What can be done, beside the name. */
  readonly children?: ComponentChildren;
}

/** The name, the seal and the verdict, and what has to be asked of the person first. */
export function Head(props: HeadProps) {
  const { domain, digest, isUnchecked } = props;
  const name = domain && toUnicodeName(domain);
  return (
    <header class="top">
      <div class="who">
        <Seal standing={digest?.standing ?? (isUnchecked ? 'unknown' : 'checking')} />
        <div>
          <h1>{name ? <bdi>{name}</bdi> : say('popup.loading')}</h1>
          <Origin {...props} name={name} />
          {!props.isInterrupted && !isUnchecked && <Verdict {...props} />}
        </div>
        {props.children}
      </div>
      {(props.isInterrupted || isUnchecked) && (
        <div class="permission" role={isUnchecked ? 'status' : 'alert'}>
          <p class="say">{say(isUnchecked ? 'popup.unchecked' : 'popup.interrupted')}</p>
          <div class="actions">
            <button type="button" class="main" onClick={props.onAgain}>
              {say(isUnchecked ? 'popup.checkNow' : 'popup.tryAgain')}
            </button>
          </div>
        </div>
      )}
      {domain && digest?.awaitsHost && <PolicyPermission {...props} host={digest.awaitsHost} />}
      {digest?.headline === 'unknown-resolver' && (
        <ResolverPermission {...props} resolver={digest.resolver.name} />
      )}
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

/** The verdict in a sentence. A good one hides no error that stands beside it. */
function Verdict({ digest, isOnline }: HeadProps) {
  const headline = digest?.headline ?? 'checking';
  const isOffline = digest?.isNetworkFailure === true && !isOnline;
  const title = headlineTitle(headline, digest ? hiddenErrors(digest) : 0);
  return (
    <p class="say" role="status">
      <strong>{isOffline ? say('offline.title') : title}</strong>{' '}
      {isOffline ? say('offline.text') : say(`headline.${keyOf(headline)}.text`)}
    </p>
  );
}

/** Why nothing is looked up for what was given. */
export function Unsupported({ subject }: { subject: Extract<Subject, { state: 'unsupported' }> }) {
  const key = keyOf(subject.reason);
  return (
    <header class="top">
      <div class="who">
        <Seal standing="absent" />
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
