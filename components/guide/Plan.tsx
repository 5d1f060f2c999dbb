import type { GuideProps } from './guide-props.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { calendarOf } from '../../lib/guide/calendar.ts';
import { notesOfEvents } from '../../lib/guide/event-notes.ts';
import type { NoPlan, Plan as PlanFacts, PlanEvent } from '../../lib/guide/plan.ts';
import { keyOf, say, sayPlainly } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { DatedList } from './DatedList.tsx';
import { dateWords, parameterWords } from './guide-words.ts';
import { entryWords, eventWords, noteWords } from './plan-words.ts';

export type PlanProps = Pick<GuideProps, 'assessment' | 'onSaveText'> & {
  readonly plan: PlanFacts | NoPlan;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
};

/** A plan as a list of dates, to be taken along as a calendar file. */
export function Plan({ plan, now, assessment, onSaveText }: PlanProps) {
  const { policyDomain } = assessment;
  if (plan.state === 'no-plan')
    return (
      <p class="quiet" role="status" data-no-plan={plan.reason}>
        <Sentence text={say(`guide.noPlan.${keyOf(plan.reason)}`, parameterWords(plan.parameters))} />
      </p>
    );
  const notes = notesOfEvents(plan, assessment);
  return (
    <DatedList
      now={now}
      events={plan.events.map((event) => ({
        code: event.code,
        at: event.at,
        what: eventWords(event, 'what'),
        text: (
          <>
            <p>
              <Sentence text={eventWords(event, 'why')} />
              {event.earliest !== null && (
                <>
                  {' '}
                  <Sentence text={say('guide.plans.earliest', { time: dateWords(event.earliest) })} />
                </>
              )}
            </p>
            {notes.get(event)?.map((note, at) => (
              <p key={at} data-note={note.code}>
                <Sentence text={noteWords(note)} />
              </p>
            ))}
          </>
        ),
      }))}
      fileName={`mta-sts-${plan.kind}-${policyDomain}.ics`}
      makeText={() => planText(plan, assessment)}
      onSaveText={onSaveText}
    />
  );
}

function planText(plan: PlanFacts, assessment: Assessment): string {
  const { policyDomain: domain } = assessment;
  const notes = notesOfEvents(plan, assessment);
  const wordsFor = (event: PlanEvent) => {
    const { title, text } = entryWords(event, notes);
    return { title: sayPlainly('guide.plans.eventTitle', { domain, what: title }), text };
  };
  return calendarOf(plan, domain, sayPlainly('guide.plans.calendar', { domain }), wordsFor, Date.now());
}
