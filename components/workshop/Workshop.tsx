import { ofReportRecords, REPORT_RECORDS, WRITTEN_TEXTS, type ProblemCode } from '../../lib/mechanisms.ts';
import { type RecordTexts } from '../../lib/workshop/record-texts.ts';
import { SectionView } from '../Blocks.tsx';
import { PAGE_WORDS } from '../format.ts';
import { sendersSection } from '../../lib/report/senders.ts';
import { findingOf } from '../../lib/verdict/finding.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { policyTextForDisplay } from '../../lib/mechanisms/mta-sts/policy-text.ts';
import { ignoredBy } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { publishedTexts } from '../../lib/workshop/draft.ts';
import { MAX_FILE_BYTES, bytesOf } from '../../lib/workshop/file-bytes.ts';
import { recordKind, STS_RECORD, stsRecordSays } from '../../lib/workshop/kinds.ts';
import type { Texts, Writing } from '../../lib/workshop/writing.ts';
import { Findings } from '../Findings.tsx';
import type { PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { LivePart, type LiveView } from './LivePart.tsx';
import { PolicyPart } from './PolicyPart.tsx';
import { readingOf } from './reading.ts';
import { RecordPart } from './RecordPart.tsx';
import { useSettledTexts } from './use-settled.ts';
import { WrittenPart } from './WrittenPart.tsx';

export interface WorkshopProps extends LiveView, PermissionActions {
  /** The domain that the page was opened for, "" for none. */
  readonly asked: string;
  /** What is known of the texts of each mechanism. */
  readonly recordTexts: RecordTexts;
  /** What is known to be published there, or was under way already. */
  readonly initial: Writing;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly onCheck: (text: string) => Promise<boolean>;
  /** Gets everything again after each change. */
  readonly onWriting: (writing: Writing) => void;
  readonly onSave: (bytes: Uint8Array) => void;
}

/** The workshop: texts that somebody means to publish, read as senders would, and compared with the live mail servers. */
export function Workshop(props: WorkshopProps) {
  const { initial, onWriting } = props;
  const [texts, setTexts] = useState(initial.texts);
  const [given, setGiven] = useState(() => givenOf(initial.texts));
  const [opened, setOpened] = useState(initial.opened);
  const [refusal, setRefusal] = useState('');
  const settled = useSettledTexts(texts);
  const { assessment: live, now } = props;
  const reading = useMemo(
    () => readingOf({ texts: settled, opened }, live, now),
    [settled, opened, live, now],
  );
  useEffect(() => {
    if (texts !== initial.texts || opened !== initial.opened) onWriting({ texts, opened });
  }, [texts, opened, initial, onWriting]);
  const { evidence, verdict, further } = reading;
  const isEmpty = reading.policy === null && settled.stsRecord === '';
  const change = (changed: Partial<Texts>) => setTexts((before) => ({ ...before, ...changed }));
  const put = (changed: Partial<Texts>) => {
    setGiven((before) => ({ ...before, ...givenOf(changed) }));
    change(changed);
  };

  const open = async (file: File) => {
    const { name } = file;
    if (file.size > MAX_FILE_BYTES) {
      setRefusal(say('workshop.fileTooLarge', { name, limit: MAX_FILE_BYTES / 1024 / 1024 }));
      return;
    }
    try {
      const content = new Uint8Array(await file.arrayBuffer());
      setRefusal('');
      setOpened(content);
      put({ policy: policyTextForDisplay(content) });
    } catch (error) {
      setRefusal(say('workshop.fileFailed', { name, reason: String(error) }));
    }
  };
  const load = () => {
    if (!live) return;
    setOpened(null);
    put(publishedTexts(live, PAGE_WORDS));
  };
  const whoIgnores = (code: ProblemCode) => ignoredBy(code, evidence);
  const { recordTexts } = props;
  const kinds = useMemo(
    () => ofReportRecords((record) => recordKind(record, recordTexts[record.name])),
    [recordTexts],
  );
  const recordOf = <Name extends Exclude<keyof Texts, 'policy'>>(name: Name) => ({
    name,
    text: texts[name],
    given: given[name],
    readText: settled[name],
    onText: (text: string) => change({ [name]: text }),
    onPut: (text: string) => put({ [name]: text }),
  });

  return (
    <main class="report workshop" data-mode={isEmpty ? 'empty' : 'draft'}>
      <header class="top">
        <h1>{say('workshop.heading')}</h1>
        <p>{say('workshop.intro')}</p>
        <p class="quiet">
          {props.isPrivate ? say('workshop.notKept') : say('workshop.kept')}{' '}
          <Sentence text={say('workshop.keys')} />
        </p>
      </header>
      <PolicyPart
        text={texts.policy}
        given={given.policy}
        bytes={reading.bytes}
        parsed={reading.policy}
        isRead={texts.policy === settled.policy}
        refusal={refusal}
        ignoredBy={whoIgnores}
        onText={(text) => change({ policy: text })}
        onPut={(text) => put({ policy: text })}
        onFile={(file) => void open(file)}
        onSave={() => props.onSave(bytesOf(texts.policy, opened))}
      />
      <RecordPart {...recordOf('stsRecord')} kind={STS_RECORD} says={stsRecordSays} ignoredBy={whoIgnores} />
      {REPORT_RECORDS.map((record) => (
        <RecordPart
          key={record.name}
          {...recordOf(record.name)}
          kind={kinds[record.name]}
          says={recordTexts[record.name].says}
          ignoredBy={() => []}
        />
      ))}
      {WRITTEN_TEXTS.map(({ name }) => (
        <WrittenPart key={name} {...recordOf(name)} reading={recordTexts[name]} live={live} now={now} />
      ))}
      <LivePart {...props} verdict={verdict} onLoad={load} />
      {further.length > 0 && <Findings findings={further.map(findingOf)} isKnown />}
      {!isEmpty && <SectionView {...sendersSection(evidence, PAGE_WORDS)} />}
    </main>
  );
}

/** Each text as one that came from elsewhere. */
function givenOf<T extends Partial<Texts>>(texts: T): { [Key in keyof T]: { text: string } } {
  const entries = Object.entries(texts).map(([name, text]) => [name, { text }]);
  return Object.fromEntries(entries) as { [Key in keyof T]: { text: string } };
}
