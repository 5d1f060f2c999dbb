import { useMemo } from 'preact/hooks';
import { differenceOf, type LineDifference } from '../../lib/guide/difference.ts';
import { say } from '../../lib/locales/say.ts';
import { visibleRecord } from '../../lib/text/visible-text.ts';
import { useShown } from '../use-shown.tsx';

const SIGNS: Record<LineDifference['kind'], string> = { added: '+', removed: '−', same: ' ' };

export interface DifferenceProps {
  /** Null where nothing is live. */
  readonly live: string | null;
  readonly proposed: string;
  /** What the sentence above it says: whose lines these are. */
  readonly hint: string;
}

/** What is live against what is proposed, line by line; a sign and a word say what becomes of each. */
export function Difference({ live, proposed, hint }: DifferenceProps) {
  const lines = useMemo(() => (live === null ? [] : differenceOf(live, proposed)), [live, proposed]);
  const { shown, more } = useShown(lines, 200);
  if (live === null) return null;
  const isSame = lines.every(({ kind }) => kind === 'same');
  return (
    <>
      <h4>{say('guide.file.difference')}</h4>
      {live === proposed && <p class="quiet">{say('guide.file.same')}</p>}
      {live !== proposed && isSame && <p class="quiet">{say('guide.file.sameLines')}</p>}
      {!isSame && (
        <>
          <p class="quiet">{hint}</p>
          <ol class="difference">
            {shown.map(({ kind, text }, index) => (
              <li key={index} class={kind}>
                <span class="sign" aria-hidden="true">
                  {SIGNS[kind]}
                </span>
                <span class="word">{say(`guide.file.line.${kind}`)}</span>
                <bdi class="raw">{visibleRecord(text)}</bdi>
              </li>
            ))}
          </ol>
          {more}
        </>
      )}
    </>
  );
}
