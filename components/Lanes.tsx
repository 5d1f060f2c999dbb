import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { laneWord } from '../lib/locales/lane-word.ts';
import { say } from '../lib/locales/say.ts';
import type { MechanismName } from '../lib/mechanisms.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { isToRepair } from '../lib/verdict/fault.ts';
import { foundRows, PENDING_ROWS, type FoundRow } from '../lib/verdict/rows.ts';
import { isInTransit, LANES } from '../lib/verdict/weights.ts';
import { RowFold } from './RowFold.tsx';

export interface LanesProps {
  readonly digest: Digest | null;
  readonly isInterrupted: boolean;
  /** What a row has in its fold. */
  readonly renderBody: (row: FoundRow, isWorst: boolean) => ComponentChildren;
}

/** What is known of each protection, lane by lane. A lane without rows is not there. */
export function Lanes({ digest, isInterrupted, renderBody }: LanesProps) {
  const [chosen, setChosen] = useState<Partial<Record<MechanismName, boolean>>>({});
  // What is found is shown once nothing that is still asked could explain it: of mail to the domain that is sooner than of the rest.
  const known = digest?.transitAt
    ? digest.findings.filter(({ mechanism }) => digest.finishedAt || isInTransit(mechanism))
    : [];
  const rows = foundRows(digest?.rows ?? PENDING_ROWS, known);
  const worst = worstRow(digest?.finishedAt ? digest.findings : []);
  return (
    <>
      {LANES.map((lane) => {
        const own = rows.filter((row) => row.lane === lane);
        const { word, tone } = laneWord(lane, own, digest);
        return (
          own.length > 0 && (
            <section key={lane} class="lane" aria-labelledby={`lane-${lane}`} data-lane={lane}>
              <h2 id={`lane-${lane}`}>
                {say(`lane.${lane}`)} {word && <strong class={`tone-${tone}`}>{word}</strong>}
              </h2>
              {own.map((row) => (
                <RowFold
                  key={row.name}
                  row={row}
                  isOpen={chosen[row.name] ?? row.name === worst}
                  isInterrupted={isInterrupted}
                  onToggle={(isOpen) => setChosen({ ...chosen, [row.name]: isOpen })}
                >
                  {renderBody(row, row.name === worst)}
                </RowFold>
              ))}
            </section>
          )
        );
      })}
    </>
  );
}

/** The row whose fault comes first, or null: it comes open. */
export function worstRow(findings: Digest['findings']): MechanismName | null {
  return findings.find(isToRepair)?.mechanism ?? null;
}
