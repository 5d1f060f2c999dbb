import type { EntryWords } from '../../lib/guide/calendar.ts';
import type { notesOfEvents } from '../../lib/guide/event-notes.ts';
import type { GuideNote } from '../../lib/guide/notes.ts';
import type { PlanEvent } from '../../lib/guide/plan.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { plain } from '../plain-words.ts';
import { parameterWords } from './guide-words.ts';

/** What an event of a plan asks for, or why on that day, as a sentence. */
export function eventWords({ code, parameters }: PlanEvent, part: 'what' | 'why'): string {
  const words = parameterWords(parameters);
  return part === 'what'
    ? say(`guide.event.${keyOf(code)}.what`, words)
    : say(`guide.event.${keyOf(code)}.why`, words);
}

/** A note of the guide as a sentence. */
export function noteWords({ code, parameters }: GuideNote): string {
  return say(`guide.note.${keyOf(code)}`, parameterWords(parameters));
}

/** The words of an event in a calendar, with its notes and without marks. */
export function entryWords(event: PlanEvent, notes: ReturnType<typeof notesOfEvents>): EntryWords {
  const own = (notes.get(event) ?? []).map((note) => plain(noteWords(note)));
  return {
    title: plain(eventWords(event, 'what')),
    text: [plain(eventWords(event, 'why')), ...own].join('\n\n'),
  };
}
