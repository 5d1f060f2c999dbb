import type { ComponentChildren, ComponentType } from 'preact';
import { readableName, type DomainName } from '../lib/names/domain-name.ts';
import { say, sayPlainly } from '../lib/locales/say.ts';
import type { Subject } from '../lib/names/subject.ts';
import { CopySummary } from './CopySummary.tsx';
import { LoadedEvidence } from './Evidence.tsx';
import { Facts } from './Facts.tsx';
import { momentWords } from './format.ts';
import { GuideOffer, offerFor } from './GuideOffer.tsx';
import { Lanes } from './Lanes.tsx';
import { LensButton, useLens } from './Lens.tsx';
import { NextStep } from './NextStep.tsx';
import type { PermissionActions } from './Permission.tsx';
import type { RowBodyProps } from './RowBody.tsx';
import { Sentence } from './Sentence.tsx';
import type { View } from '../lib/view.ts';
import type { SubjectFieldProps } from './SubjectField.tsx';
import { isUncheckedIn, Top, Unsupported } from './Top.tsx';
import { useFacts, type ReadFacts } from './use-facts.ts';

export interface PopupProps extends Omit<View, 'assessment'>, PermissionActions {
  readonly onReadFacts: ReadFacts;
  /** What draws the folds; null until it is loaded, which is once the rest is painted. */
  readonly RowBody: ComponentType<RowBodyProps> | null;
  /** The field for another domain; null until then. */
  readonly SubjectField: ComponentType<SubjectFieldProps> | null;
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
  const { subject, domain, digest, SubjectField } = props;
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
        <section class="another">
          {SubjectField && (
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
          )}
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
