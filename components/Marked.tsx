import type { Sign } from '../lib/report/blocks.ts';
import { Mark } from './Mark.tsx';
import { Sentence } from './Sentence.tsx';

/** A sentence that may have a sign before it. */
export function Marked({ text, sign }: { text: string; sign?: Sign }) {
  return (
    <>
      {sign && <Mark sign={sign} />}
      {sign && ' '}
      <Sentence text={text} />
    </>
  );
}
