import type { ComponentChildren } from 'preact';
import { guidedBy } from '../../lib/guide/guided.ts';
import { say } from '../../lib/locales/say.ts';
import type { MechanismPart } from '../../lib/report/parts.ts';
import type { Lane } from '../../lib/verdict/weights.ts';
import { Mark } from '../Mark.tsx';

/** What was found, or what to do about it: two views of one page, each with an address of its own. */
export type ReportPart = 'report' | 'guide';

/** The view that an address with this hash shows: the guide, or the steps of one mechanism in it. Every other hash names a place in the report. */
export function partOf(hash: string): ReportPart {
  return hash === '#guide' || guidedBy(hash.slice(1)) !== null ? 'guide' : 'report';
}

/** The id of what an address with this hash leads to within the report; "" for its beginning. */
export function placeOf(hash: string): string {
  return hash === '#report' ? '' : hash.slice(1);
}

export interface PartsProps {
  readonly part: ReportPart;
  readonly mechanisms: readonly MechanismPart[];
  readonly isFinished: boolean;
  /** The id of the heading that is read now, or "". */
  readonly place: string;
}

/** The list of parts, with what each comes to. */
export function Parts({ part, mechanisms, isFinished, place }: PartsProps) {
  const lanes = Map.groupBy(mechanisms, ({ lane }) => lane);
  // What is read now is one of these, or still the summary.
  const isListed = (id: string) => mechanisms.some((each) => each.id === id) || id === 'checked';
  const current = part === 'guide' ? 'guide' : isListed(place) ? place : 'report';
  const currentOf = (id: string) =>
    id === current && { 'aria-current': id === 'guide' ? ('page' as const) : ('location' as const) };
  return (
    <nav class="parts" aria-label={say('report.parts')}>
      <ul>
        <li>
          <a href="#report" {...currentOf('report')}>
            {say('report.summary')}
          </a>
        </li>
        {Array.from(lanes, ([lane, parts]) => (
          <LaneOf key={lane} lane={lane}>
            {parts.map(({ id, heading, word, sign }) => (
              <li key={id}>
                <a href={`#${id}`} {...currentOf(id)}>
                  <span class={`marked ${sign}`}>
                    <Mark sign={sign} />
                  </span>
                  <span>
                    {heading}
                    <small>{word}</small>
                  </span>
                </a>
              </li>
            ))}
          </LaneOf>
        ))}
        {isFinished && (
          <li>
            <a href="#checked" {...currentOf('checked')}>
              {say('report.course')}
            </a>
          </li>
        )}
        <li class="to-guide">
          <a href="#guide" {...currentOf('guide')}>
            {say('report.guide')}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function LaneOf({ lane, children }: { lane: Lane; children: ComponentChildren }) {
  return (
    <li class="lane">
      <span id={`lane-${lane}`}>{say(`lane.${lane}`)}</span>
      <ul aria-labelledby={`lane-${lane}`}>{children}</ul>
    </li>
  );
}
