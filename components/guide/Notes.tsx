import type { GuideNote } from '../../lib/guide/notes.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';
import { parameterWords } from './guide-words.ts';

/** The notes of one step, before what they are about. */
export function Notes({ notes }: { notes: readonly GuideNote[] }) {
  const { shown, more } = useShown(notes);
  if (notes.length === 0) return null;
  return (
    <>
      <ul class="cautions">
        {shown.map(({ code, parameters }, index) => (
          <li key={`${code} ${index}`} data-note={code}>
            <Sentence text={say(`guide.note.${keyOf(code)}`, parameterWords(parameters))} />
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}
