import * as v from 'valibot';
import type { Pointed } from './messages.ts';
import { readItem, removeItem } from './storage.ts';

/**
 * What the popup that opens next is opened for, when it is not by a click on the toolbar: the background notes it
 * (lib/browser/note-opening.ts), the popup takes it once.
 */
export const CHOSEN = 'session:chosen';
export const COPY_ASKED = 'session:copyAsked';
/** Where the notes lie. */
export const OPENINGS = [CHOSEN, COPY_ASKED] as const;
/** A note belongs to the popup that opens now, not to one that is opened later. */
const LIFE_MS = 5000;

const noteSchema = v.object({ kind: v.picklist(['url', 'text']), value: v.string(), at: v.number() });

/** What the menu was opened on, told once; null for a popup that was opened by the toolbar. */
export async function takeChosen(): Promise<Pointed | null> {
  const stored = await readItem(CHOSEN);
  if (stored === null) return null;
  await removeItem(CHOSEN);
  const note = v.safeParse(noteSchema, stored);
  if (!note.success || !isYoung(note.output.at)) return null;
  const { kind, value } = note.output;
  return { kind, value };
}

/** Whether this popup was opened to copy the summary; told once. */
export async function takeCopyAsked(): Promise<boolean> {
  const at = await readItem(COPY_ASKED);
  if (at === null) return false;
  await removeItem(COPY_ASKED);
  return isYoung(at);
}

function isYoung(at: unknown): boolean {
  return typeof at === 'number' && Math.abs(Date.now() - at) < LIFE_MS;
}
