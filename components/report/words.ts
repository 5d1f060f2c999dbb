import { language, say } from '../../lib/locales/say.ts';
import type { Words } from '../../lib/report/blocks.ts';

/** A moment with date, seconds and zone, fit for a file that is read years later. */
export function fullMoment(at: number): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(at);
}

/** What a file puts descriptions into words with. */
export const FILE_WORDS: Words = { say, moment: fullMoment };
