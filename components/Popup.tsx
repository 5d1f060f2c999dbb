import type { ComponentChildren, ComponentType } from 'preact';
import { readableName, toUnicodeName, type DomainName } from '../lib/names/domain-name.ts';
import { headlineTitle } from '../lib/locales/headline-title.ts';
import { keyOf, say, sayPlainly } from '../lib/locales/say.ts';
import type { Subject } from '../lib/names/subject.ts';
import { hiddenErrors } from '../lib/verdict/fault.ts';
import { sealOf } from '../lib/verdict/seal.ts';
import { CopySummary } from './CopySummary.tsx';
import { LoadedEvidence } from './Evidence.tsx';
import { Facts } from './Facts.tsx';
import { momentWords } from './format.ts';
import { GuideOffer, offerFor } from './GuideOffer.tsx';
import { Lanes } from './Lanes.tsx';
import type { ShownSeal } from './seal-shapes.ts';
import { LensButton, useLens } from './Lens.tsx';
import { NextStep } from './NextStep.tsx';
import { PolicyPermission, ResolverPermission, type PermissionActions } from './Permission.tsx';
import type { RowBodyProps } from './RowBody.tsx';
import { Seal } from './Seal.tsx';
import { Sentence } from './Sentence.tsx';
import type { View } from '../lib/view.ts';
import { SubjectField } from './SubjectField.tsx';
import { useFacts, type ReadFacts } from './use-facts.ts';

export interface PopupProps extends Omit<View, 'assessment'>, PermissionActions {
  readonly onReadFacts: ReadFacts;
  /** What draws the folds; null until it is loaded, which is once the rest is painted. */
  readonly RowBody: ComponentType<RowBodyProps> | null;
  readonly onCheck: (text: string) => Promise<boolean>;
  readonly onChoose: (domain: DomainName) => void;
  readonly onAgain: () => void;
  /** False where the browser did not let it. */
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onClearRecent: () => void;
  readonly onOptions: () => void;
  readonly onReport: () => void;
  readonly onGuide: () => void;
}

/** The whole popup: what is in view, from the headline down to what can be done. */
export function Popup(props: PopupProps) {
  const { subject, domain, digest } = props;
  const isUnchecked = isUncheckedIn(props);
  const isUnsupported = subject?.state === 'unsupported';
  const lens = useLens(isUnsupported || isUnchecked);
  const standing = isUnsupported
    ? 'unsupported'
    : (digest?.standing ?? (isUnchecked ? 'unchecked' : 'checking'));
  return (
    <main class={`popup tone-${digest?.tone ?? 'idle'}`} data-standing={standing}>
      {isUnsupported ? <Unsupported subject={subject} /> : <Top {...props} />}
      {!isUnsupported && !isUnchecked && <Checked key={domain} {...props} />}
      {lens.isOpen && (
        <section>
          <SubjectField
            recent={props.recent.filter((name) => name !== domain)}
            initial={isUnchecked ? domain : null}
            isWanted={lens.isWanted}
            onCheck={async (text) => {
              const isTaken = await props.onCheck(text);
              if (isTaken) lens.close();
              return isTaken;
            }}
            onClearRecent={props.onClearRecent}
          />
        </section>
      )}
      <Footer {...props} lens={<LensButton {...lens} />} />
    </main>
  );
}

/** What is known of a domain that is looked up: the policy at a glance, each protection, and what to do next. */
function Checked(props: PopupProps) {
  const { subject, digest, isInterrupted, RowBody } = props;
  const facts = useFacts(digest, props.onReadFacts);
  const onCopy = async (text: string) => {
    if (!(await props.onCopy(text))) throw new Error('The browser did not let it.');
  };
  const isToRepair = digest !== null && offerFor(digest) === 'repair';
  return (
    <>
      <Facts digest={digest} isInterrupted={isInterrupted} />
      <Lanes
        digest={digest}
        isInterrupted={isInterrupted}
        renderBody={(row, isWorst) =>
          RowBody && (
            <RowBody
              row={row}
              digest={digest}
              facts={facts}
              offer={isWorst && isToRepair && <GuideOffer digest={digest} onGuide={props.onGuide} />}
              onCopy={onCopy}
            />
          )
        }
      />
      {!isInterrupted && <NextStep digest={digest} onGuide={props.onGuide} onAgain={props.onAgain} />}
      {digest?.finishedAt && (
        <LoadedEvidence title={say('popup.asked')} facts={facts} of={({ asked }) => asked} />
      )}
      {subject?.state === 'found' && subject.alternatives.length > 0 && (
        <OtherNames {...props} subject={subject} />
      )}
    </>
  );
}

/** When it was checked and by whom, and the ways on. */
function Footer(props: PopupProps & { lens: ComponentChildren }) {
  const { domain, digest } = props;
  return (
    <footer>
      <span>
        {digest && !(props.isInterrupted && digest.finishedAt === null) && (
          <Sentence
            text={
              digest.finishedAt === null
                ? say('popup.asking', { resolver: digest.resolver.name })
                : say('popup.checkedAt', {
                    time: momentWords(digest.finishedAt),
                    resolver: digest.resolver.name,
                  })
            }
          />
        )}
      </span>
      {props.lens}
      {digest?.finishedAt && (
        <CopySummary
          key={domain}
          isAsked={props.isCopyAsked}
          onCopy={async () => {
            const { summaryWords } = await import('./summary-words.ts');
            return props.onCopy(summaryWords(digest));
          }}
        />
      )}
      {domain && (
        <button type="button" class="plain" onClick={props.onReport}>
          {say('popup.report')}
        </button>
      )}
      <button type="button" class="plain" onClick={props.onOptions}>
        {say('popup.options')}
      </button>
    </footer>
  );
}

type TopProps = Pick<
  PopupProps,
  | 'subject'
  | 'domain'
  | 'digest'
  | 'source'
  | 'isInterrupted'
  | 'awaitsClick'
  | 'isDenied'
  | 'isPrivate'
  | 'isOnline'
  | 'onAgain'
> &
  PermissionActions;

/** True where nothing is known of the domain in view, and nothing is asked before a click. */
export function isUncheckedIn({ awaitsClick, digest }: Pick<View, 'awaitsClick' | 'digest'>): boolean {
  return awaitsClick && !digest;
}

/** The name, the seal and the headline, and what has to be asked of the person first. */
export function Top(props: TopProps) {
  const { subject, domain, digest, source } = props;
  const headline = keyOf(digest?.headline ?? 'checking');
  const title = headlineTitle(digest?.headline ?? 'checking', digest ? hiddenErrors(digest) : 0);
  const name = domain && toUnicodeName(domain);
  const isUnchecked = isUncheckedIn(props);
  const isOffline = digest?.isNetworkFailure === true && !props.isOnline;
  return (
    <header class="top">
      <div class="who">
        <Seal standing={sealFor(props)} />
        <div>
          <h1>{name ? <bdi>{name}</bdi> : say('popup.loading')}</h1>
          <p>
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
      {props.isInterrupted || isUnchecked ? (
        <div class="permission" role={isUnchecked ? 'status' : 'alert'}>
          <p class="say">{say(isUnchecked ? 'popup.unchecked' : 'popup.interrupted')}</p>
          <div class="actions">
            <button type="button" class="main" onClick={props.onAgain}>
              {say(isUnchecked ? 'popup.checkNow' : 'popup.tryAgain')}
            </button>
          </div>
        </div>
      ) : (
        <p class="say" role="status">
          <strong>{isOffline ? say('offline.title') : title}</strong>{' '}
          {isOffline ? say('offline.text') : say(`headline.${headline}.text`)}
        </p>
      )}
      {domain && digest?.awaitsHost && <PolicyPermission {...props} host={digest.awaitsHost} />}
      {digest?.headline === 'unknown-resolver' && (
        <ResolverPermission {...props} resolver={digest.resolver.name} />
      )}
    </header>
  );
}

function sealFor(props: Pick<TopProps, 'digest' | 'isInterrupted' | 'awaitsClick'>): ShownSeal {
  if (props.isInterrupted) return 'interrupted';
  if (props.digest) return sealOf(props.digest);
  return isUncheckedIn(props) ? 'unchecked' : 'checking';
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

/** The exact host and every name between it and the registrable domain: each a policy domain of its own. */
function OtherNames(props: PopupProps & { subject: Extract<Subject, { state: 'found' }> }) {
  const { policyDomain, alternatives } = props.subject;
  const names = [policyDomain, ...alternatives].filter((name) => name !== props.domain);
  return (
    <details class="others">
      <summary>
        {say('popup.other')} ({names.length})
      </summary>
      <p class="quiet">{say('popup.otherHint')}</p>
      <ul class="names">
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-label={`${sayPlainly('popup.check')} ${readableName(name)}`}
              onClick={() => props.onChoose(name)}
            >
              {readableName(name)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
