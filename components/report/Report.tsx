import { say } from '../../lib/locales/say.ts';
import { standingOf } from '../../lib/standing.ts';
import { EvidencePanel } from '../EvidencePanel.tsx';
import { Facts } from '../Facts.tsx';
import { Findings } from '../Findings.tsx';
import { Top, Unsupported, type PopupProps } from '../Popup.tsx';
import { Reports } from '../Reports.tsx';
import { Sentence } from '../Sentence.tsx';
import { Consequences } from './Consequences.tsx';
import { Delegation } from './Delegation.tsx';
import { Export, type ExportActions } from './Export.tsx';
import { Receipt } from './Receipt.tsx';
import { Senders } from './Senders.tsx';
import { TimeLineView } from './TimeLineView.tsx';
import { fullMoment, limitWords } from './words.ts';

export type ReportProps = Omit<
  PopupProps,
  'onCheck' | 'onChoose' | 'onOptions' | 'onReport' | 'onCopy' | 'onClearRecent' | 'recent' | 'isCopyAsked'
> &
  ExportActions;

/** The whole report on one domain: what the popup says, and all that it has no room for. */
export function Report(props: ReportProps) {
  const { subject, domain, assessment } = props;
  if (subject?.state === 'unsupported')
    return (
      <main class="report tone-idle" data-standing="unsupported">
        <Unsupported subject={subject} />
      </main>
    );
  const verdict = assessment && standingOf(assessment, props.now);
  const isFinished = assessment !== null && assessment.finishedAt !== null;
  return (
    <main class={`report tone-${verdict?.tone ?? 'idle'}`} data-standing={verdict?.standing ?? 'checking'}>
      <Top {...props} verdict={verdict} />
      {isFinished ? (
        <>
          <Checked at={assessment.finishedAt} resolver={assessment.resolver} />
          <Export
            onSave={props.onSave}
            onCopy={props.onCopy}
            onPrint={props.onPrint}
            onWorkshop={props.onWorkshop}
          />
        </>
      ) : (
        <p class="checked quiet">{say('report.progress')}</p>
      )}
      <Facts assessment={assessment} verdict={verdict} />
      {domain && (
        <>
          <Consequences assessment={assessment} verdict={verdict} />
          <Reports tlsrpt={assessment?.tlsrpt} />
        </>
      )}
      {verdict && isFinished && (
        <>
          <Findings findings={verdict.findings} isKnown={verdict.standing !== 'unknown'} />
          <Senders assessment={assessment} />
          <Delegation assessment={assessment} />
          <TimeLineView assessment={assessment} />
          <Receipt assessment={assessment} />
          <Limits />
          <EvidencePanel assessment={assessment} />
        </>
      )}
    </main>
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
