import { useState } from 'preact/hooks';
import { awaitsPermission } from '../lib/check/assessment.ts';
import type { CloserLook } from '../lib/verdict/closer-look.ts';
import { readableName, toUnicodeName, type DomainName } from '../lib/names/domain-name.ts';
import { keyOf, say, sayPlainly } from '../lib/locales/say.ts';
import { policyHostOf } from '../lib/mechanisms/mta-sts/policy-host.ts';
import { isOfflineFailure } from '../lib/check/offline.ts';
import { verdictOf, type Verdict } from '../lib/verdict/verdict.ts';
import type { Subject } from '../lib/names/subject.ts';
import { CopySummary } from './CopySummary.tsx';
import { LoadedEvidence } from './Evidence.tsx';
import { Facts } from './Facts.tsx';
import { Findings } from './Findings.tsx';
import { momentWords } from './format.ts';
import { GuideOffer } from './GuideOffer.tsx';
import { PolicyPermission, ResolverPermission, type PermissionActions } from './Permission.tsx';
import { Reports } from './Reports.tsx';
import { Seal } from './Seal.tsx';
import { Sentence } from './Sentence.tsx';
import { Servers } from './Servers.tsx';
import type { View } from '../lib/view.ts';
import { SubjectField } from './SubjectField.tsx';
import { summaryWords } from './summary-words.ts';

export interface PopupProps extends View, PermissionActions {
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
  const { subject, domain, assessment } = props;
  const [look, setLook] = useState<CloserLook | null>(null);
  const verdict = assessment && verdictOf(assessment, props.now, look);
  const isUnchecked = isUncheckedIn(props);
  const standing =
    subject?.state === 'unsupported'
      ? 'unsupported'
      : (verdict?.standing ?? (isUnchecked ? 'unchecked' : 'checking'));
  return (
    <main class={`popup tone-${verdict?.tone ?? 'idle'}`} data-standing={standing}>
      {subject?.state === 'unsupported' ? (
        <Unsupported subject={subject} />
      ) : isUnchecked ? (
        <Top {...props} verdict={null} />
      ) : (
        <>
          <Top {...props} verdict={verdict} />
          <Facts assessment={assessment} verdict={verdict} />
          {assessment?.stsRecord.state === 'found' && verdict?.standing === 'unknown' && (
            <section aria-labelledby="known">
              <h2 id="known">{say('known.title')}</h2>
              <p>
                <Sentence text={say('known.record', { id: assessment.stsRecord.value.id })} />
              </p>
            </section>
          )}
          {domain && (
            <>
              <Servers key={domain} assessment={assessment} verdict={verdict} />
              <Reports tlsrpt={assessment?.tlsrpt} />
            </>
          )}
          {verdict && assessment?.finishedAt && (
            <Findings
              findings={verdict.findings}
              isKnown={verdict.standing !== 'unknown'}
              offer={<GuideOffer verdict={verdict} onGuide={props.onGuide} />}
            />
          )}
          {assessment?.finishedAt && <LoadedEvidence assessment={assessment} onLook={setLook} />}
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
          {assessment && !(props.isInterrupted && assessment.finishedAt === null) && (
            <Sentence
              text={
                assessment.finishedAt === null
                  ? say('popup.asking', { resolver: assessment.resolver.name })
                  : say('popup.checkedAt', {
                      time: momentWords(assessment.finishedAt),
                      resolver: assessment.resolver.name,
                    })
              }
            />
          )}
        </span>
        {verdict && assessment.finishedAt && (
          <CopySummary
            key={domain}
            isAsked={props.isCopyAsked}
            onCopy={() => props.onCopy(summaryWords(assessment, verdict))}
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
  | 'assessment'
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
export function isUncheckedIn({
  awaitsClick,
  assessment,
}: Pick<View, 'awaitsClick' | 'assessment'>): boolean {
  return awaitsClick && !assessment;
}

/** The name, the seal and the headline, and what has to be asked of the person first. */
export function Top(props: TopProps & { verdict: Verdict | null }) {
  const { subject, domain, assessment, verdict, source } = props;
  const headline = keyOf(verdict?.headline ?? 'checking');
  const name = domain && toUnicodeName(domain);
  const isUnchecked = isUncheckedIn(props);
  const isOffline = assessment !== null && isOfflineFailure(assessment, props.isOnline);
  return (
    <header class="top">
      <div class="who">
        <Seal standing={verdict?.standing ?? (isUnchecked ? 'unknown' : 'checking')} />
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
        {domain && !isUnchecked && !assessment?.finishedAt && <span class="icon-place" />}
        {assessment?.finishedAt && (
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
      {assessment && domain && awaitsPermission(assessment) && (
        <PolicyPermission {...props} host={policyHostOf(domain)} />
      )}
      {assessment && verdict?.headline === 'unknown-resolver' && (
        <ResolverPermission {...props} resolver={assessment.resolver.name} />
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
    <section aria-labelledby="others">
      <h2 id="others">{say('popup.other')}</h2>
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
    </section>
  );
}
