import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import type { MessageAnswer, MessageQuestion } from '../../lib/mechanisms/dkim/message-question.ts';
import type { SendAnswer, SendQuestion } from '../../lib/mechanisms/spf/send-question.ts';
import { majorFindings, scoreFor, type MechanismPart } from '../../lib/report/parts.ts';
import { scoreSection, type PlaceOf } from '../../lib/report/score.ts';
import { reportSections, type ReportSections } from '../../lib/report/sections.ts';
import type { Digest } from '../../lib/verdict/digest.ts';
import { guidedBy, isGuided } from '../../lib/guide/guided.ts';
import { gathered, type Gathered } from '../../lib/verdict/gathered.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { gainOf, isCauseOf } from '../../lib/verdict/score-causes.ts';
import { isDecidedBy, type Score } from '../../lib/verdict/score.ts';
import type { View } from '../../lib/view.ts';
import { SectionView } from '../Blocks.tsx';
import { PAGE_WORDS } from '../format.ts';
import { GuideOffer } from '../GuideOffer.tsx';
import { Changed } from './Changed.tsx';
import { CheckMessage } from './CheckMessage.tsx';
import { findingText, type CopyFormat } from './copied-text.ts';
import { Export, type ExportActions } from './Export.tsx';
import { FindingList, type Repair } from './FindingList.tsx';
import { GuidePart, type GuideActions } from './GuidePart.tsx';
import { Head, Unsupported, type HeadProps } from './Head.tsx';
import { BimiFiles, type BimiFilesProps } from './BimiFiles.tsx';
import { MaySend } from './MaySend.tsx';
import { Parts, type ReportPart } from './Parts.tsx';
import { PartView } from './PartView.tsx';
import { ReportFacts } from './ReportFacts.tsx';
import { Selectors } from './Selectors.tsx';
import { useChanges } from './use-changes.ts';
import { useMaySend } from './use-may-send.ts';
import type { AddedActions } from './use-selectors.ts';
import { usePlace } from './use-place.ts';
import { FILE_WORDS } from './words.ts';

export interface ReportProps
  extends
    Omit<View, 'digest' | 'recent' | 'isCopyAsked'>,
    Pick<HeadProps, 'onAgain' | 'onAllow' | 'onAllowResolver'>,
    ExportActions,
    AddedActions,
    Omit<GuideActions, 'onAgain' | 'onAllow'> {
  readonly part: ReportPart;
  /** The id of what the address leads to, or "". */
  readonly place?: string;
  /** Whether a score is wanted. */
  readonly isScored: boolean;
  readonly onGuide: () => void;
  /** Asks whether an address may send. Rejects where no answer came. */
  readonly onMayItSend: (asked: SendQuestion) => Promise<SendAnswer>;
  /** Asks for what a message depends on. Rejects where no answer came. */
  readonly onMessageRecords: (asked: MessageQuestion) => Promise<MessageAnswer>;
  readonly onReadLogo: BimiFilesProps['onReadLogo'];
  readonly onReadCertificate: BimiFilesProps['onReadCertificate'];
}

/** The whole report on one domain: what the popup says, all that it has no room for, and the guide. */
export function Report(props: ReportProps) {
  const { subject, assessment, awaitsClick } = props;
  if (subject?.state === 'unsupported')
    return (
      <main class="report tone-idle" data-standing="unsupported">
        <Unsupported subject={subject} />
      </main>
    );
  if (awaitsClick && !assessment)
    return (
      <main class="report tone-idle" data-standing="unchecked">
        <Head {...props} digest={null} isUnchecked />
      </main>
    );
  return <Known {...props} digest={assessment && digestOf(assessment, props.now)} />;
}

type KnownProps = ReportProps & { readonly digest: Digest | null };

/** The report on a domain that is checked, or about to be. */
function Known(props: KnownProps) {
  const { domain, assessment, digest, now, part } = props;
  const send = useMaySend(domain, props.onMayItSend);
  const [format, setFormat] = useState<CopyFormat>('markdown');
  // Once it was shown it stays, with what was chosen in it and what it has shown to be published.
  const hasGuide = useRef(false);
  hasGuide.current ||= part === 'guide';
  const isFinished = digest !== null && digest.finishedAt !== null;
  const sections = domain && reportSections({ domain, assessment, digest, now }, PAGE_WORDS, FILE_WORDS);
  const mechanisms = sections?.parts ?? [];
  const ids = [...mechanisms.map(({ id }) => id), 'checked'];
  const place = usePlace(ids, part === 'report' ? (props.place ?? '') : '', isFinished);
  return (
    <main class={`report tone-${digest?.tone ?? 'idle'}`} data-standing={digest?.standing ?? 'checking'}>
      <Head {...props} isUnchecked={false}>
        {isFinished && (
          <div class="tools">
            {/* Who receives no mail has nothing to set up, and no plan applies. */}
            {part === 'report' && digest.standing !== 'no-mail' && (
              <GuideOffer digest={digest} onGuide={props.onGuide} />
            )}
            <Export {...props} format={format} onFormat={setFormat} />
          </div>
        )}
      </Head>
      {isFinished && <p class="on-paper">{say('report.purpose')}</p>}
      <ReportFacts digest={digest} onAgain={props.onAgain} />
      <Changed changes={useChanges(assessment, props.isScored)} />
      <div class="columns">
        <Parts part={part} mechanisms={mechanisms} isFinished={isFinished} place={place} />
        <div>
          {hasGuide.current && (
            <div hidden={part !== 'guide'}>
              <GuidePart {...props} wanted={guidedBy(props.place ?? '')} />
            </div>
          )}
          {part === 'report' && !isFinished && <p class="checked quiet">{say('report.progress')}</p>}
          {part === 'report' && domain && sections && (
            <Found
              sections={sections}
              digest={isFinished ? digest : null}
              score={scoreFor(props)}
              isScored={props.isScored}
              behind={{
                spf: <MaySend {...props} {...send} key={`spf of ${domain}`} domain={domain} />,
                dkim: [
                  <Selectors {...props} key={`selectors of ${domain}`} domain={domain} />,
                  <CheckMessage {...props} key={`dkim of ${domain}`} domain={domain} />,
                ],
                bimi: <BimiFiles {...props} key={`logo of ${domain}`} />,
              }}
              onCopy={(group) => props.onCopyText(findingText(domain, group, format))}
            />
          )}
        </div>
      </div>
    </main>
  );
}

interface FoundProps {
  readonly sections: ReportSections;
  /** Null while the check is under way. */
  readonly digest: Digest | null;
  /** Orders the repairs, also where it is not wanted. */
  readonly score: Score | null;
  readonly isScored: boolean;
  /** What a person can ask about, below the part of each; where there is no such part it stands at the end. */
  readonly behind: Readonly<Record<string, ComponentChildren>>;
  readonly onCopy: (group: Gathered) => Promise<void>;
}

/** Of what is not known, or not there, nobody can say that nothing is to be fixed. */
function saysNothing({ standing, headline }: Digest): boolean {
  return standing === 'unknown' || headline === 'no-mail-nxdomain';
}

/** What was found: the summary, and part after part. */
function Found({ sections, digest, score, isScored, behind, onCopy }: FoundProps) {
  const { path, parts, course } = sections;
  const toFix = gathered(digest ? majorFindings(digest, score) : []);
  const repairs = new Map<Gathered, Repair>(
    toFix.map((group, index) => [
      group,
      {
        id: `to-fix-${index + 1}`,
        gain: isScored ? gainOf(group.finding, score) : null,
        guide: isGuided(group.finding.mechanism, digest?.standing !== 'no-mail')
          ? group.finding.mechanism
          : null,
      },
    ]),
  );
  const idOf = (group: Gathered) => repairs.get(group)?.id ?? '';
  const view = (each: MechanismPart) => (
    <PartView
      {...each}
      key={each.id}
      toFix={toFix.filter(({ finding }) => finding.mechanism === each.id)}
      idOf={idOf}
      isFinished={digest !== null}
      onCopy={onCopy}
    />
  );
  const placeOf: PlaceOf = (row) => {
    const repair = toFix.find(({ finding }) => isCauseOf(finding, row));
    if (repair) return idOf(repair);
    return parts.find(({ id }) => isDecidedBy(row, id))?.id ?? null;
  };
  return (
    <>
      <div class="summary">
        <SectionView {...path} />
        {digest && (toFix.length > 0 || !saysNothing(digest)) && (
          <section aria-labelledby="to-fix">
            <h2 id="to-fix">
              {say('report.toFix')}
              {toFix.length > 1 && (
                <span class="aside">{say('report.worstFirst', { count: toFix.length })}</span>
              )}
            </h2>
            {toFix.length === 0 && <p class="quiet">{say('findings.none')}</p>}
            <FindingList groups={toFix} onCopy={onCopy} repairs={repairs} />
          </section>
        )}
        {isScored && score && <SectionView {...scoreSection(score, PAGE_WORDS, placeOf)} />}
      </div>
      {parts.flatMap((each) => [view(each), behind[each.id]])}
      {Object.entries(behind).map(([id, shown]) => !parts.some((each) => each.id === id) && shown)}
      {course && <SectionView {...course} />}
    </>
  );
}
