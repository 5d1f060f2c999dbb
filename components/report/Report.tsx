import { useRef, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { evidenceSection } from '../../lib/report/evidence.ts';
import { conclusions, course } from '../../lib/report/sections.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import type { View } from '../../lib/view.ts';
import { PartsOf, SectionView } from '../Blocks.tsx';
import { Evidence } from '../Evidence.tsx';
import { Facts } from '../Facts.tsx';
import { Findings } from '../Findings.tsx';
import { PAGE_WORDS } from '../format.ts';
import { GuideOffer } from '../GuideOffer.tsx';
import { isUncheckedIn, Top, Unsupported, type PopupProps } from '../Popup.tsx';
import { Sentence } from '../Sentence.tsx';
import { findingText, type CopyFormat } from './copied-text.ts';
import { Export, type ExportActions } from './Export.tsx';
import { GuidePart, type GuideActions } from './GuidePart.tsx';
import { Parts, type ReportPart } from './Parts.tsx';
import { fullMoment } from './words.ts';

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
  const { domain, assessment, digest, now } = props;
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
      {domain &&
        conclusions(assessment, digest, now, PAGE_WORDS).map((each) => (
          <SectionView key={each.id} {...each} />
        ))}
      {domain && digest && isFinished && (
        <>
          <Findings
            findings={digest.findings}
            isKnown={digest.standing !== 'unknown'}
            offer={<GuideOffer digest={digest} onGuide={props.onGuide} />}
            onCopy={(group) => props.onCopyText(findingText(domain, group, format))}
          />
          {course(assessment, PAGE_WORDS).map((each) => (
            <SectionView key={each.id} {...each} />
          ))}
          <Evidence>
            <PartsOf {...evidenceSection(assessment, now, PAGE_WORDS)} />
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
