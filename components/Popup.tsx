import { readableName, toUnicodeName, type DomainName } from '../lib/names/domain-name.ts';
import { keyOf, say, sayPlainly } from '../lib/locales/say.ts';
import type { Subject } from '../lib/names/subject.ts';
import { paragraph } from '../lib/report/blocks.ts';
import { reportsSection } from '../lib/report/reports.ts';
import { CopySummary } from './CopySummary.tsx';
import { LoadedEvidence, type LoadedEvidenceProps } from './Evidence.tsx';
import { Facts } from './Facts.tsx';
import { Findings } from './Findings.tsx';
import { momentWords, PAGE_WORDS } from './format.ts';
import { GuideOffer } from './GuideOffer.tsx';
import { PolicyPermission, ResolverPermission, type PermissionActions } from './Permission.tsx';
import { Seal } from './Seal.tsx';
import { Sentence } from './Sentence.tsx';
import { Servers } from './Servers.tsx';
import { SmallSection } from './SmallBlocks.tsx';
import type { View } from '../lib/view.ts';
import { SubjectField } from './SubjectField.tsx';

export interface PopupProps
  extends Omit<View, 'assessment'>, PermissionActions, Pick<LoadedEvidenceProps, 'onReadFacts'> {
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

/** The whole popup: what is in view, from the headline down to the evidence. */
export function Popup(props: PopupProps) {
  const { subject, domain, digest } = props;
  const isUnchecked = isUncheckedIn(props);
  const standing =
    subject?.state === 'unsupported'
      ? 'unsupported'
      : (digest?.standing ?? (isUnchecked ? 'unchecked' : 'checking'));
  return (
    <main class={`popup tone-${digest?.tone ?? 'idle'}`} data-standing={standing}>
      {subject?.state === 'unsupported' ? (
        <Unsupported subject={subject} />
      ) : isUnchecked ? (
        <Top {...props} />
      ) : (
        <>
          <Top {...props} />
          <Facts digest={digest} />
          {digest !== null && digest.recordId !== null && digest.standing === 'unknown' && (
            <SmallSection
              id="known"
              heading={say('known.title')}
              blocks={[paragraph(say('known.record', { id: digest.recordId }))]}
            />
          )}
          {domain && (
            <>
              <Servers key={domain} digest={digest} />
              <SmallSection {...reportsSection(digest?.reports, PAGE_WORDS)} />
            </>
          )}
          {digest?.finishedAt && (
            <Findings
              findings={digest.findings}
              isKnown={digest.standing !== 'unknown'}
              offer={<GuideOffer digest={digest} onGuide={props.onGuide} />}
            />
          )}
          {digest?.finishedAt && <LoadedEvidence digest={digest} onReadFacts={props.onReadFacts} />}
          {subject?.state === 'found' && subject.alternatives.length > 0 && (
            <OtherNames {...props} subject={subject} />
          )}
        </>
      )}
      <section>
        <SubjectField
          recent={props.recent.filter((name) => name !== domain)}
          initial={isUnchecked ? domain : null}
          onCheck={props.onCheck}
          onClearRecent={props.onClearRecent}
        />
      </section>
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
    </main>
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
  const name = domain && toUnicodeName(domain);
  const isUnchecked = isUncheckedIn(props);
  const isOffline = digest?.isNetworkFailure === true && !props.isOnline;
  return (
    <header class="top">
      <div class="who">
        <Seal standing={digest?.standing ?? (isUnchecked ? 'unknown' : 'checking')} />
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
          <strong>{isOffline ? say('offline.title') : say(`headline.${headline}.title`)}</strong>{' '}
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

/** Why nothing is looked up for what was given. */
export function Unsupported({ subject }: { subject: Extract<Subject, { state: 'unsupported' }> }) {
  const key = keyOf(subject.reason);
  return (
    <header class="top">
      <div class="who">
        <Seal standing="absent" />
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
    <SmallSection
      id="others"
      heading={say('popup.other')}
      blocks={[paragraph(say('popup.otherHint'), 'quiet')]}
    >
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
    </SmallSection>
  );
}
