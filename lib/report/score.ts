import type { SentenceKey } from '../locales/say.ts';
import { ISOLATE_END, ISOLATE_START, keyOf } from '../text/sentence.ts';
import { SCORE_SUMS, type ScoreSum } from '../verdict/score-table.ts';
import { gainOfRow, rangeText, type Score, type ScoreRow } from '../verdict/score.ts';
import { paragraph, type Block, type Item, type Row, type Section, type Words } from './blocks.ts';

/** Where a row leads to, an id in the page; null where nothing is said of its part. */
export type PlaceOf = (row: ScoreRow) => string | null;

/** The score, row by row: what each part earns and why. Pure. */
export function scoreSection(score: Score, words: Words, placeOf: PlaceOf = () => null): Section {
  const say = numbersIn(words);
  const { sums, rows, gates, band, scale } = score;
  const points = (sum: ScoreSum) => rangeText(sums[sum]);
  const isOpen = rows.some(({ low, high }) => low !== high);
  const gateWords: Block[] = gates.map((gate) => ({
    kind: 'word',
    text: `${say(`score.gate.${keyOf(gate)}`)} ${say('score.gateWhatever')}`,
    sign: 'no',
  }));
  const blocks: Block[] = [
    ...(gateWords.length > 0 ? gateWords : [paragraph(say(`score.band.${band}`))]),
    {
      kind: 'strip',
      text: say('score.summary', {
        to: points('to'),
        toMost: sums.to.most,
        from: points('from'),
        fromMost: sums.from.most,
      }),
      groups: (['to', 'from'] as const).map((sum) =>
        rows.filter((row) => row.sum === sum).map(({ low, high, most }) => ({ low, high, most })),
      ),
    },
    {
      kind: 'table',
      columns: [
        { title: say('score.column.part'), role: 'head' },
        { title: say('score.column.points'), role: 'number' },
        { title: say('score.column.why') },
        { title: say('score.column.section') },
        { title: say('score.column.gain'), role: 'number' },
      ],
      rows: SCORE_SUMS.flatMap((sum) => rowsOf(sum, score, say, placeOf)),
    },
    ...(isOpen ? [paragraph(say('score.open'), 'quiet')] : []),
    paragraph(say('score.notSeen'), 'quiet'),
  ];
  return {
    id: 'score',
    heading: say('score.heading'),
    aside: `${say('score.of', { score: rangeText(score) })} · ${say('score.scale', { scale })}`,
    state: rangeText(score),
    blocks,
    parts: [
      {
        heading: say('score.reasons'),
        blocks: [{ kind: 'list', items: rows.map((row) => reasonOf(row, say)) }],
      },
    ],
  };
}

/** Sentences whose values are numbers and words of our own: they need no isolation, which a file would show as code. */
function numbersIn({ say }: Words): Words['say'] {
  return (key, parameters) => say(key, parameters).replaceAll(ISOLATE_START, '').replaceAll(ISOLATE_END, '');
}

/** Why a part is worth what it is. */
function reasonOf({ part, most }: ScoreRow, say: Words['say']): Item {
  const name = say(`score.part.${part}.name`);
  return { text: `${say('score.weight', { name, points: most })} ${say(`score.part.${part}.reason`)}` };
}

function rowsOf(sum: ScoreSum, score: Score, say: Words['say'], placeOf: PlaceOf): Row[] {
  const { sums, rows } = score;
  const { most } = sums[sum];
  const head: Row = {
    isGroup: true,
    cells: [say(`score.sum.${sum}`, { points: rangeText(sums[sum]), most })],
  };
  return [head].concat(
    rows.filter((row) => row.sum === sum).map((row) => rowOf(row, gainOfRow(row, score), say, placeOf(row))),
  );
}

function rowOf(row: ScoreRow, gain: number, say: Words['say'], place: string | null): Row {
  const { part, most, outcome, source, sum } = row;
  const name = say(`score.part.${part}.name`);
  // A repository test holds that each outcome has its sentence.
  const why = say(keyOf(`score.part.${part}.is.${outcome}`) as SentenceKey);
  const isPlus = sum === 'bonus';
  return {
    cells: [
      place === null ? name : { text: name, place },
      isPlus
        ? say('score.plus', { points: rangeText(row) })
        : say('score.points', { points: rangeText(row), most }),
      why,
      source,
      gain === 0 ? '' : say('score.plus', { points: gain }),
    ],
  };
}
