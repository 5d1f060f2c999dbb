import { useMemo, useState } from 'preact/hooks';
import { calendarText } from '../../lib/guide/calendar.ts';
import { notesOfEvents } from '../../lib/guide/event-notes.ts';
import { rollOutPlan } from '../../lib/guide/plan-roll-out.ts';
import { rollOutLines } from '../../lib/guide/roll-out-lines.ts';
import { linesOf, wholePlan, type OrderedLine, type PlanPlace } from '../../lib/guide/whole-plan.ts';
import { keyOf, say, sayPlainly } from '../../lib/locales/say.ts';
import { readableName } from '../../lib/names/domain-name.ts';
import type { Sign } from '../../lib/report/blocks.ts';
import { Mark } from '../Mark.tsx';
import { plain } from '../plain-words.ts';
import { Sentence } from '../Sentence.tsx';
import type { GuideProps } from './guide-props.ts';
import { dateWords, parameterWords } from './guide-words.ts';
import { entryWords, eventWords } from './plan-words.ts';

export type WholePlanProps = Pick<
  GuideProps,
  'assessment' | 'registrableOf' | 'furtherSteps' | 'onSaveText'
> & {
  /** Leads to the steps of a line. The place is another object each time. */
  readonly onSeek: (place: PlanPlace) => void;
};

/** One plan of everything, made of what the mechanisms say in their own steps; nothing where none says anything. */
export function WholePlan(props: WholePlanProps) {
  const { assessment, registrableOf, furtherSteps, onSeek, onSaveText } = props;
  const { policyDomain } = assessment;
  const plan = useMemo(
    () => planOf({ assessment, registrableOf, furtherSteps }),
    [assessment, registrableOf, furtherSteps],
  );
  const [savedAs, setSavedAs] = useState('');
  const all = [...plan.now, ...plan.later];
  // It closes under nobody who reads it.
  const [isUnfolded] = useState(all.some(isOpen));
  if (all.length === 0) return null;
  const domain = readableName(policyDomain);
  const isDone = all.every(({ state }) => state === 'done');
  const dated = all.filter(({ id }) => id !== null);
  const save = () => {
    const name = `plan-${policyDomain}.ics`;
    const text = calendarText(
      dated.map((line) => entryOf(line, policyDomain)),
      policyDomain,
      sayPlainly('guide.whole.calendar', { domain: policyDomain }),
      Date.now(),
    );
    onSaveText({ name, mediaType: 'text/calendar', text });
    setSavedAs(name);
  };
  return (
    <details class="whole-plan" data-whole={isDone ? 'done' : 'open'} open={isUnfolded}>
      <summary>
        <h3>{say('guide.whole.title')}</h3>
      </summary>
      <p>
        <Sentence text={isDone ? say('guide.whole.done') : say('guide.whole.hint', { domain })} />
      </p>
      {plan.now.length > 0 && (
        <>
          {!isDone && <h4>{say('guide.whole.now')}</h4>}
          <Lines lines={plan.now} onSeek={onSeek} />
        </>
      )}
      {plan.later.length > 0 && (
        <>
          <h4>{say('guide.whole.later')}</h4>
          <Lines lines={plan.later} onSeek={onSeek} isLater />
        </>
      )}
      {dated.length > 0 && (
        <>
          <p class="quiet">{say('guide.whole.laterHint')}</p>
          <div class="actions">
            <button type="button" name="save-whole" onClick={save}>
              {say('guide.whole.save')}
            </button>
            <span role="status">
              {savedAs !== '' && <Sentence text={say('guide.plans.saved', { file: savedAs })} />}
            </span>
          </div>
        </>
      )}
    </details>
  );
}

function planOf({ assessment, registrableOf, furtherSteps }: Omit<WholePlanProps, 'onSeek' | 'onSaveText'>) {
  const { policyDomain, finishedAt, startedAt } = assessment;
  const now = finishedAt ?? startedAt;
  const rollOut = rollOutPlan(assessment, now);
  const notes = rollOut.state === 'planned' ? notesOfEvents(rollOut, assessment) : new Map();
  const words: Parameters<typeof rollOutLines>[3] = {
    eventWords: (event) => ({ title: eventWords(event, 'what'), text: entryWords(event, notes).text }),
    reasonWords: ({ reason, parameters }) => say(`guide.noPlan.${keyOf(reason)}`, parameterWords(parameters)),
  };
  // Answers change what a step proposes, and not whether it is done.
  const context = { policyDomain, registrableOf, now, say, answers: {} };
  return wholePlan(
    [...rollOutLines(assessment, rollOut, now, words), ...linesOf(furtherSteps, assessment, context)],
    now,
  );
}

function isOpen({ state }: OrderedLine): boolean {
  return state === 'needed';
}

function entryOf(line: OrderedLine, policyDomain: string) {
  const { id, at, what, why } = line;
  return {
    id: id ?? '',
    at: at ?? 0,
    title: sayPlainly('guide.plans.eventTitle', { domain: policyDomain, what: plain(what) }),
    text: [why, ...waitsWords(line)].map(plain).join('\n\n'),
  };
}

function waitsWords({ waits }: OrderedLine): string[] {
  if (waits.length === 0) return [];
  const names = waits.map(nameOf).join(', ');
  return [say('guide.whole.waits', { names })];
}

function nameOf(mechanism: OrderedLine['mechanism']): string {
  return say(`mechanism.${keyOf(mechanism)}.name`);
}

const SIGNS: Record<OrderedLine['state'], Sign> = { done: 'yes', needed: 'open', unknown: 'unsure' };

function Lines({
  lines,
  onSeek,
  isLater = false,
}: Pick<WholePlanProps, 'onSeek'> & { readonly lines: readonly OrderedLine[]; readonly isLater?: boolean }) {
  return (
    <ol class="checks acts">
      {lines.map((line, index) => {
        const { mechanism, state, what, why, at, place, waits } = line;
        const date = at === null ? null : dateWords(at);
        return (
          <li
            key={`${place.name} ${index}`}
            class={`check ${state === 'needed' ? 'open' : state}`}
            data-act={place.name}
            data-of={mechanism}
            data-state={state}
          >
            <Mark sign={SIGNS[state]} />
            <div>
              {isLater && (
                <p class="quiet">
                  {date === null ? (
                    say('guide.whole.undated')
                  ) : (
                    <time dateTime={new Date(at ?? 0).toISOString()}>
                      {waits.length > 0 ? <Sentence text={say('guide.whole.earliest', { date })} /> : date}
                    </time>
                  )}
                </p>
              )}
              <span class="of">{nameOf(mechanism)}</span>{' '}
              <button type="button" class="plain" onClick={() => onSeek({ ...place })}>
                <Sentence text={what} />
              </button>
              {!isLater && <span class="check-state">{say(`guide.state.${state}`)}</span>}
              {state === 'unknown' && why !== '' && (
                <p class="quiet">
                  <Sentence text={why} />
                </p>
              )}
              {waitsWords(line).map((text) => (
                <p key={text} class="quiet" data-waits>
                  <Sentence text={text} />
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
