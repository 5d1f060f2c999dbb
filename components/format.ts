import { durationParts } from '../lib/duration.ts';
import { language, say } from '../lib/locales/say.ts';
import type { Words } from '../lib/report/blocks.ts';

/** A number of seconds in words: "7 days", "1 day, 1 hour". */
export function durationWords(seconds: number): string {
  const parts = durationParts(seconds).map(({ unit, count }) =>
    new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  );
  return new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(parts);
}

/** The same as the bare number that stands in the policy. */
export function secondsWords(seconds: number): string {
  return say('facts.seconds', { count: seconds });
}

/** A moment (milliseconds since 1970 UTC): the time alone for today, with the date before that. */
export function momentWords(at: number, now: number = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language(), {
    ...(!isToday && { dateStyle: 'medium' as const }),
    timeStyle: 'short',
  }).format(at);
}

/** Names in a row, as the language joins them. */
export function listWords(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction', style: 'long' }).format(names);
}

/** What a page puts descriptions into words with. */
export const PAGE_WORDS: Words = { say, moment: momentWords };
