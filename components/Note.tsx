import { useState } from 'preact/hooks';
import { say, sayPlainly } from '../lib/locales/say.ts';
import { Sentence } from './Sentence.tsx';

/** How the last thing that a person did ended. */
export type Note = 'saved' | 'denied' | 'refused' | 'forgotten' | { readonly failed: string } | null;

/** The last note, and a way to run something that ends in one; a failure becomes its reason. */
export function useNote(): [note: Note, run: (work: Promise<Note>) => void] {
  const [note, setNote] = useState<Note>(null);
  const run = (work: Promise<Note>) =>
    void work.then(setNote, (error: unknown) => setNote({ failed: String(error) }));
  return [note, run];
}

/** The note where it can be seen from everywhere on the page. */
export function NoteLine({ note }: { note: Note }) {
  return (
    <p role="status" class="note">
      {noteWords(note)}
    </p>
  );
}

function noteWords(note: Note) {
  if (note === null) return null;
  if (typeof note === 'string') return sayPlainly(`options.${note}`);
  return <Sentence text={say('options.failed', { reason: note.failed })} />;
}
