import type { Pointed } from './messages.ts';
import { CHOSEN, COPY_ASKED } from './opening.ts';
import { removeItem, writeItem } from './storage.ts';

/** Notes what a menu was opened on. */
export async function noteChosen(chosen: Pointed): Promise<void> {
  await writeItem(CHOSEN, { ...chosen, at: Date.now() });
}

/** Takes the note back: no popup opened. */
export async function dropChosen(): Promise<void> {
  await removeItem(CHOSEN);
}

/** Notes that the popup that opens now is to copy the summary. */
export async function noteCopyAsked(): Promise<void> {
  await writeItem(COPY_ASKED, Date.now());
}
