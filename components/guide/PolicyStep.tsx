import { awaitsPermission } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import type { GuideProps } from './guide-props.ts';
import { useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { Proposal } from '../../lib/guide/proposal.ts';
import { isUnseen, seenOf } from '../../lib/guide/seen.ts';
import { say } from '../../lib/locales/say.ts';
import { REPORT_RECORDS } from '../../lib/mechanisms.ts';
import { policyHostOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import type { Texts } from '../../lib/workshop/writing.ts';
import { PolicyPermission } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { Copyable } from './Copyable.tsx';
import { Difference } from './Difference.tsx';
import { useSha256 } from './sha256.ts';

export type PolicyStepProps = GuideProps & { readonly proposal: Proposal };

const FILE = 'mta-sts.txt';

/** The exact file, as a download and to copy, and how it differs from the live one. */
export function PolicyStep(props: PolicyStepProps) {
  const { assessment, proposal, onCopyText, onSaveText, onOpenDraft } = props;
  const { text } = proposal.policy;
  const [note, setNote] = useState('');
  const hash = useSha256(text);
  return (
    <>
      <FileThatIsThere {...props} />
      <Copyable what={FILE} text={text} onCopyText={onCopyText} />
      <div class="actions">
        <button
          type="button"
          class="main"
          onClick={() => {
            onSaveText({ name: FILE, mediaType: 'text/plain', text });
            setNote(say('guide.file.saved', { file: FILE }));
          }}
        >
          {say('guide.file.download')}
        </button>
        <button
          type="button"
          name="open-draft"
          onClick={() =>
            void onOpenDraft(textsOf(proposal)).then(
              () => setNote(''),
              (error: unknown) => setNote(say('report.failed', { reason: String(error) })),
            )
          }
        >
          {say('workshop.openFor')}
        </button>
        <span role="status">
          <Sentence text={note} />
        </span>
      </div>
      <p class="quiet">
        {/* Every character of it is ASCII, so characters are bytes. */}
        {say('guide.file.facts', { bytes: text.length, lines: text.split('\r\n').length - 1 })}
      </p>
      <p class="quiet hash" data-sha256={hash}>
        <Sentence text={say('guide.file.hash', { hash: hash ?? '…' })} />
      </p>
      <Difference
        live={liveText(seenOf(assessment))}
        proposed={text}
        hint={say('guide.file.differenceHint')}
      />
    </>
  );
}

/** Where no record announces a file, it is read by a click, so that nothing unseen is overwritten. */
function FileThatIsThere(props: PolicyStepProps) {
  const { assessment, isChecking, onReadFile } = props;
  const { policyFile } = assessment;
  const seen = seenOf(assessment);
  if (policyFile && seen !== assessment && awaitsPermission(seen))
    return (
      <PolicyPermission
        host={policyHostOf(assessment.policyDomain)}
        isDenied={props.isDenied}
        isPrivate={props.isPrivate}
        onAllow={props.onAllow}
      />
    );
  const isRead = seen !== assessment && seen.policy.state === 'found';
  if (isRead) return <p role="status">{say('guide.file.seen')}</p>;
  // What failed may not fail again.
  if (!isUnseen(assessment) && !(seen !== assessment && seen.policy.state === 'unavailable')) return null;
  return (
    <div class="actions">
      {/* It keeps the focus while it works, so it is not disabled. */}
      <button
        type="button"
        name="read-file"
        aria-disabled={isChecking}
        onClick={() => !isChecking && onReadFile()}
      >
        {isChecking ? say('guide.file.reading') : say('guide.file.read')}
      </button>
    </div>
  );
}

/** The file with the records that belong to it. */
function textsOf(proposal: Proposal): Partial<Texts> {
  const { policy, record } = proposal;
  const reports = REPORT_RECORDS.flatMap(({ name }) => {
    const proposed = proposal[name];
    return proposed ? [[name, proposed.value]] : [];
  });
  return { policy: policy.text, stsRecord: record.value, ...Object.fromEntries(reports) };
}

/** What the live policy host serves, where anything was read; null else. */
function liveText({ policy }: Assessment): string | null {
  return policy.state === 'found' || policy.state === 'invalid' ? policy.text : null;
}
