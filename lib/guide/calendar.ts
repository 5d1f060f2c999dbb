import ical, { ICalCalendarMethod } from 'ical-generator';

/** An entry of a calendar file, in the reader's language. */
export interface CalendarEntry {
  /** The same for the same event, so that a second import replaces the first. */
  readonly uid: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly title: string;
  readonly text: string;
}

const LENGTH_MS = 30 * 60 * 1000;

/** The text of an .ics file (RFC 5545) with the entries of a plan; `now` (milliseconds since 1970 UTC) is its date of making. */
export function calendarOf(name: string, entries: readonly CalendarEntry[], now: number): string {
  const calendar = ical({ name, prodId: '//Waxseal//Guide//EN', method: ICalCalendarMethod.PUBLISH });
  for (const { uid, at, title, text } of entries)
    calendar.createEvent({
      id: uid,
      stamp: new Date(now),
      start: new Date(at),
      end: new Date(at + LENGTH_MS),
      summary: title,
      description: text,
    });
  return calendar.toString();
}
