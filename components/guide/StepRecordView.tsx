import { txtRecordAt } from '../../lib/guide/dns-record.ts';
import { say } from '../../lib/locales/say.ts';
import type { StepRecord } from '../../lib/steps.ts';
import { visibleRecord } from '../../lib/text/visible-text.ts';
import { useShown } from '../use-shown.tsx';
import { Difference } from './Difference.tsx';
import type { GuideProps } from './guide-props.ts';
import { RecordView } from './RecordView.tsx';

/** A record of a step, with what it takes the place of and what is different in it. */
export function StepRecordView({
  record,
  onCopyText,
}: { readonly record: StepRecord } & Pick<GuideProps, 'onCopyText'>) {
  const { ownerName, zone, value, replaces, separator } = record;
  const { shown, more } = useShown(replaces);
  const lines = (texts: readonly string[]) => texts.flatMap((text) => partsOf(text, separator)).join('\n');
  return (
    <>
      <RecordView record={txtRecordAt(ownerName, zone, value)} onCopyText={onCopyText} />
      {replaces.length > 0 && (
        <>
          <h4>{say('guide.advice.replaces')}</h4>
          <ul class="replaced">
            {shown.map((text, index) => (
              <li key={index}>
                <bdi class="raw">{visibleRecord(text)}</bdi>
              </li>
            ))}
          </ul>
          {more}
          <Difference
            live={lines(replaces)}
            proposed={lines([value])}
            hint={say('guide.advice.differenceHint')}
          />
        </>
      )}
    </>
  );
}

/** What a reader reads as one thing each. A line end in a stranger's text starts no new one. */
function partsOf(text: string, separator: StepRecord['separator']): string[] {
  const parts = text.replaceAll(/[\r\n]/g, ' ').split(separator);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
