import { calendarText, datesId } from '../../lib/guide/calendar.ts';
import type { Answers, StepCheck, StepDates, StepText } from '../../lib/steps.ts';
import { plain } from '../plain-words.ts';
import { Sentence } from '../Sentence.tsx';
import { say } from '../../lib/locales/say.ts';
import { momentWords } from '../format.ts';
import { AgainButton } from './AgainButton.tsx';
import { CheckLine } from './CheckLine.tsx';
import { Copyable } from './Copyable.tsx';
import { DatedList } from './DatedList.tsx';
import type { GuideProps } from './guide-props.ts';
import { Question } from './Question.tsx';
import { StepRecordView } from './StepRecordView.tsx';

export type StepTextProps = Pick<
  GuideProps,
  'assessment' | 'isChecking' | 'onAgain' | 'onCopyText' | 'onSaveText'
> & {
  readonly answers: Answers;
  readonly onAnswer: (name: string, answer: readonly string[]) => void;
};

/** One thing in the body of a step, in the form of its kind. */
export function StepTextView({ text, ...props }: StepTextProps & { readonly text: StepText }) {
  const { onCopyText } = props;
  if (text.kind === 'sentence')
    return (
      <p>
        <Sentence text={text.text} />
      </p>
    );
  if (text.kind === 'copy')
    return (
      <>
        <h4>
          <Sentence text={text.what} />
        </h4>
        <Copyable what={plain(text.what)} text={text.text} onCopyText={onCopyText} />
      </>
    );
  if (text.kind === 'record') return <StepRecordView record={text.record} onCopyText={onCopyText} />;
  if (text.kind === 'dates') return <Dates {...props} dates={text.dates} />;
  if (text.kind === 'checks') return <Checks {...props} checks={text.checks} />;
  if (text.kind === 'question') {
    const { question } = text;
    const { name } = question;
    return (
      <Question
        question={question}
        answer={props.answers[name] ?? []}
        onAnswer={(answer) => props.onAnswer(name, answer)}
      />
    );
  }
  return (
    <details class="case">
      <summary>
        <Sentence text={text.condition} />
      </summary>
      <StepTexts {...props} body={text.body} />
    </details>
  );
}

function Checks({
  checks,
  assessment,
  ...props
}: Pick<StepTextProps, 'assessment' | 'isChecking' | 'onAgain'> & { readonly checks: readonly StepCheck[] }) {
  return (
    <>
      <ul class="checks">
        {checks.map((check) => (
          <CheckLine key={check.name} {...check} detail={null} isAdvice />
        ))}
      </ul>
      <div class="actions">
        <AgainButton {...props} />
        <p role="status">
          <Sentence
            text={say('guide.verify.checked', {
              time: momentWords(assessment.finishedAt ?? assessment.startedAt),
            })}
          />
        </p>
      </div>
    </>
  );
}

/** The body of a step. */
export function StepTexts({ body, ...props }: StepTextProps & { readonly body: readonly StepText[] }) {
  return (
    <>
      {body.map((text, place) => (
        <StepTextView key={text.kind === 'question' ? text.question.name : place} {...props} text={text} />
      ))}
    </>
  );
}

function Dates({ dates, assessment, onSaveText }: StepTextProps & { readonly dates: StepDates }) {
  const { kind, title, events } = dates;
  const { policyDomain, finishedAt, startedAt } = assessment;
  const entries = () =>
    events.map(({ code, at, what, why }) => ({
      id: datesId(kind, code),
      at,
      title: plain(`${policyDomain}: ${what}`),
      text: plain(why),
    }));
  return (
    <DatedList
      now={finishedAt ?? startedAt}
      events={events.map(({ code, at, what, why }) => ({
        code,
        at,
        what,
        text: (
          <p>
            <Sentence text={why} />
          </p>
        ),
      }))}
      fileName={`${kind}-${policyDomain}.ics`}
      makeText={() => calendarText(entries(), policyDomain, plain(title), Date.now())}
      onSaveText={onSaveText}
    />
  );
}
