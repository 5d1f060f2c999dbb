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
 * do; `now` (milliseconds since 1970 UTC) is its date of making. The same plan (of the same server) gives the same UIDs and, computed
 * later, a greater SEQUENCE, so that a second import replaces the first.
 */
export function calendarOf(
  plan: Plan,
  policyDomain: DomainName,
  name: string,
  wordsFor: (event: PlanEvent) => EntryWords,
  now: number,
): string {
  // The library escapes no line break in a name.
  const calendar = ical({
    name: name.replaceAll(/\s+/g, ' ').trim(),
    prodId: '//Waxseal//Guide//EN',
    method: ICalCalendarMethod.PUBLISH,
  });
  const about = plan.events.find(({ parameters }) => 'host' in parameters)?.parameters['host'];
  const kind = about === undefined ? plan.kind : `${plan.kind}-${about}`;
  for (const [index, event] of plan.events.entries()) {
    const { title, text } = wordsFor(event);
    calendar.createEvent({
      id: `waxseal-${kind}-${index + 1}-${event.code}@${policyDomain}`,
      sequence: Math.max(0, Math.floor((now - FIRST_MS) / 1000)),
      stamp: new Date(now),
      start: new Date(event.at),
      end: new Date(event.at + LENGTH_MS),
      summary: title,
      description: text,
    });
  }
  // The library leaves out the end of the last line, which RFC 5545 §3.1 asks for.
  return `${calendar.toString()}\r\n`;
}
