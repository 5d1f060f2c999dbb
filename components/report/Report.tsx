import { useRef, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { REPORT_RECORDS } from '../../lib/mechanisms.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import type { View } from '../../lib/view.ts';
import { Evidence } from '../Evidence.tsx';
import { EvidenceFacts } from '../EvidenceFacts.tsx';
import { Facts } from '../Facts.tsx';
import { Findings } from '../Findings.tsx';
import { GuideOffer } from '../GuideOffer.tsx';
import { isUncheckedIn, Top, Unsupported, type PopupProps } from '../Popup.tsx';
import { Reports } from '../Reports.tsx';
import { Sentence } from '../Sentence.tsx';
import { Consequences } from './Consequences.tsx';
import { findingText, type CopyFormat } from './copied-text.ts';
import { Delegation } from './Delegation.tsx';
import { Export, type ExportActions } from './Export.tsx';
import { GuidePart, type GuideActions } from './GuidePart.tsx';
import { Parts, type ReportPart } from './Parts.tsx';
import { Receipt } from './Receipt.tsx';
import { Senders } from './Senders.tsx';
import { TimeLineView } from './TimeLineView.tsx';
import { fullMoment, limitWords } from './words.ts';

export interface ReportProps
  extends
    Omit<View, 'digest' | 'recent' | 'isCopyAsked'>,
    Pick<PopupProps, 'onAgain' | 'onAllow' | 'onAllowResolver' | 'onGuide'>,
    ExportActions,
    Omit<GuideActions, 'onAgain' | 'onAllow'> {
  readonly part: ReportPart;
}

/** The whole report on one domain: what the popup says, all that it has no room for, and the guide. */
export function Report(props: ReportProps) {
  const { subject, assessment } = props;
  // Once it was shown it stays, with what was chosen in it and what it has shown to be published.
  const hasGuide = useRef(false);
  hasGuide.current ||= props.part === 'guide';
  if (subject?.state === 'unsupported')
    return (
      <main class="report tone-idle" data-standing="unsupported">
        <Unsupported subject={subject} />
      </main>
    );
  const digest = assessment && digestOf(assessment, props.now);
  if (isUncheckedIn({ ...props, digest }))
    return (
      <main class="report tone-idle" data-standing="unchecked">
        <Top {...props} digest={null} />
      </main>
    );
  return (
    <main class={`report tone-${digest?.tone ?? 'idle'}`} data-standing={digest?.standing ?? 'checking'}>
      <Top {...props} digest={digest} />
      <Parts part={props.part} />
      {hasGuide.current && (
        <div hidden={props.part !== 'guide'}>
          <GuidePart {...props} />
        </div>
      )}
      {props.part === 'report' && <Found {...props} digest={digest} />}
    </main>
  );
}

/** What was found. */
function Found(props: ReportProps & { digest: Digest | null }) {
  const { domain, assessment, digest } = props;
  const [format, setFormat] = useState<CopyFormat>('markdown');
  const isFinished = assessment !== null && assessment.finishedAt !== null;
  return (
    <>
      {isFinished ? (
        <>
          <Checked at={assessment.finishedAt} resolver={assessment.resolver} />
          <Export {...props} format={format} onFormat={setFormat} />
        </>
      ) : (
        <p class="checked quiet">{say('report.progress')}</p>
      )}
      <Facts digest={digest} />
      {domain && (
        <>
          <Consequences assessment={assessment} verdict={digest} />
          <Reports reports={digest?.reports} />
        </>
      )}
      {domain && digest && isFinished && (
        <>
          <Findings
            findings={digest.findings}
            isKnown={digest.standing !== 'unknown'}
            offer={<GuideOffer digest={digest} onGuide={props.onGuide} />}
            onCopy={(group) => props.onCopyText(findingText(domain, group, format))}
          />
          <Senders assessment={assessment} />
          <Delegation assessment={assessment} />
          <TimeLineView assessment={assessment} />
          <Receipt assessment={assessment} />
          <Limits />
          <Evidence>
            <EvidenceFacts assessment={assessment} records={REPORT_RECORDS} />
          </Evidence>
        </>
      )}
    </>
  );
}

function Checked({ at, resolver }: { at: number | null; resolver: { name: string; url: string } }) {
  if (at === null) return null;
  const { name, url } = resolver;
  return (
    <p class="checked quiet">
      <Sentence text={say('report.checked', { time: fullMoment(at), resolver: name, url })} />
    </p>
  );
}

function Limits() {
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{say('report.limits')}</h2>
      <ul class="limits">
        {limitWords().map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}
