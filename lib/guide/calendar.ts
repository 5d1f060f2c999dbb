import ical, { ICalCalendarMethod } from 'ical-generator';
import type { DomainName } from '../names/domain-name.ts';
import type { Plan, PlanEvent } from './plan.ts';

/** What an entry says, in the reader's language. */
export interface EntryWords {
  readonly title: string;
  readonly text: string;
}

const LENGTH_MS = 30 * 60 * 1000;
/** SEQUENCE counts seconds from here: those since 1970 will not fit its 31 bits much longer. */
const FIRST_MS = Date.UTC(2026, 0, 1);

/**
 * The text of an .ics file (RFC 5545) with the events of a plan, half an hour each, in UTC. `wordsFor` says what to
 * do; `now` (milliseconds since 1970 UTC) is its date of making. The same event of a plan (of the same server) has the same UID and, computed
 * later, a greater SEQUENCE, so that a second import replaces the first.
 */
export function calendarOf(
  plan: Plan,
  policyDomain: DomainName,
  name: string,
  wordsFor: (event: PlanEvent) => EntryWords,
  now: number,
): string {
  const ids = planIds(plan);
  const entries = plan.events.map((event, index): CalendarEntry => ({
    id: ids[index] ?? '',
    at: event.at,
    ...wordsFor(event),
  }));
  return calendarText(entries, policyDomain, name, now);
}

/** The ids of the events of a plan, in their order. Those of a shorter plan, of which something is done, are the same. Pure. */
export function planIds({ kind, events }: Pick<Plan, 'kind' | 'events'>): string[] {
  const about = events.find(({ parameters }) => 'host' in parameters)?.parameters['host'];
  const of = about === undefined ? kind : `${kind}-${about}`;
  return events.map(({ code }, index) => {
    const times = events.slice(0, index + 1).filter((each) => each.code === code).length;
    return `${of}-${times}-${code}`;
  });
}

/** The id of a date in the steps of a mechanism. */
export function datesId(kind: string, code: string): string {
  return `${kind}-${code}`;
}

/** One entry of a calendar. */
export interface CalendarEntry extends EntryWords {
  /** The same for the same thing to do, whenever it is to be done. */
  readonly id: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** The text of an .ics file with these entries for a domain. A later one replaces the entries of the same ids; `now` as above. */
export function calendarText(
  entries: readonly CalendarEntry[],
  policyDomain: DomainName,
  name: string,
  now: number,
): string {
  // The library escapes no line break in a name.
  const calendar = ical({
    name: name.replaceAll(/\s+/g, ' ').trim(),
    prodId: '//Waxseal//Guide//EN',
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, at, title, text } of entries)
    calendar.createEvent({
      id: `waxseal-${id}@${policyDomain}`,
      sequence: Math.max(0, Math.floor((now - FIRST_MS) / 1000)),
      stamp: new Date(now),
      start: new Date(at),
      end: new Date(at + LENGTH_MS),
      summary: title,
      description: text,
    });
  // The library leaves out the end of the last line, which RFC 5545 §3.1 asks for.
  return `${calendar.toString()}\r\n`;
}
