import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { SentenceKey } from '../../../lib/locales/say.ts';
import type { Cell, Row } from '../../../lib/report/blocks.ts';
import { scoreSection } from '../../../lib/report/score.ts';
import type { ScoreRow } from '../../../lib/verdict/score.ts';
import { SCORE_PARTS, type ScorePart } from '../../../lib/verdict/score-table.ts';
import { stsRecord } from '../../support/assessments.ts';
import { assessed, rowOf, scored } from '../../support/scored.ts';
import { WORDS } from '../../support/words.ts';

const { say } = WORDS;
/** Sentences with numbers and words of our own have no marks around their values. */
const plain = (key: string, parameters: Readonly<Record<string, string | number>> = {}) =>
  say(key as SentenceKey, parameters).replaceAll(/[\u2068\u2069]/g, '');

const NO_STS = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
const told = (change: Partial<Assessment> = {}) => {
  const score = scored(assessed(change));
  return { score, section: scoreSection(score, WORDS) };
};

type Told = ReturnType<typeof told>;
function blockOf<Kind extends Told['section']['blocks'][number]['kind']>({ section }: Told, kind: Kind) {
  const found = section.blocks.filter((block) => block.kind === kind);
  return found as Extract<Told['section']['blocks'][number], { kind: Kind }>[];
}
const rowsOf = (all: Told): readonly Row[] => blockOf(all, 'table')[0]?.rows ?? [];
const textOf = (cell: string | Cell | undefined) => (typeof cell === 'object' ? cell.text : (cell ?? ''));
/** The cells of the row of a part. */
const cellsOf = (all: Told, part: ScorePart) => {
  const named = plain(`score.part.${part}.name`);
  return rowsOf(all)
    .find(({ cells }) => textOf(cells[0]) === named)
    ?.cells.map(textOf);
};

describe('the score in the report', () => {
  it('is said in numbers, with its scale', () => {
    const { score, section } = told();
    expect(score.low).toBeLessThan(score.high);
    const range = `${score.low}–${score.high}`;
    expect(section).toMatchObject({
      id: 'score',
      heading: say('score.heading'),
      aside: `${range} of 100 · ${plain('score.scale', { scale: 1 })}`,
      state: range,
    });
    expect(JSON.stringify(section)).not.toMatch(/[\u2068\u2069]/);
  });

  it('has a column for each thing that can be asked of a part', () => {
    const [table] = blockOf(told(), 'table');
    expect(table?.columns).toEqual([
      { title: say('score.column.part'), role: 'head' },
      { title: say('score.column.points'), role: 'number' },
      { title: say('score.column.why') },
      { title: say('score.column.section') },
      { title: say('score.column.gain'), role: 'number' },
    ]);
  });

  it('has the parts in three groups in their order, each below its own sum', () => {
    const all = told();
    const names = (sum: string) =>
      Object.entries(SCORE_PARTS).flatMap(([part, rule]) =>
        rule.sum === sum ? plain(`score.part.${part}.name`) : [],
      );
    const { sums } = all.score;
    const head = (sum: 'to' | 'from' | 'bonus') => {
      const { low, high, most } = sums[sum];
      return plain(`score.sum.${sum}`, { points: low === high ? `${low}` : `${low}–${high}`, most });
    };
    expect(rowsOf(all).map(({ cells }) => textOf(cells[0]))).toEqual([
      head('to'),
      ...names('to'),
      head('from'),
      ...names('from'),
      head('bonus'),
      ...names('bonus'),
    ]);
    expect(rowsOf(all).map(({ isGroup }) => isGroup ?? false)).toEqual(
      rowsOf(all).map(({ cells }) => cells.length === 1),
    );
  });

  it.each<
    [why: string, change: Partial<Assessment>, part: ScorePart, points: string, outcome: string, gain: string]
  >([
    ['all of it', {}, 'tls', '30 of 30', 'verified', ''],
    ['nothing of it, and what there is to gain', NO_STS, 'tls', '0 of 30', 'none', '+30'],
  ])(
    'says of a part what it earns, why, by what section, and what it could: %s',
    (_, change, part, points, outcome, gain) => {
      expect(cellsOf(told(change), part)).toEqual([
        plain(`score.part.${part}.name`),
        points,
        say(`score.part.${part}.is.${outcome}` as SentenceKey),
        SCORE_PARTS[part].source,
        gain,
      ]);
    },
  );

  it('says of a part beside the sum what it adds', () => {
    const all = told();
    const [part] = Object.entries(SCORE_PARTS).find(([, { sum }]) => sum === 'bonus') as [ScorePart, unknown];
    const { low, high } = rowOf(all.score, part);
    expect(cellsOf(all, part)?.[1]).toBe(low === high ? `+${low}` : `+${low}–${high}`);
  });

  it('leads from a part to where it is told, as far as it is', () => {
    const { score } = told();
    const placeOf = ({ part }: ScoreRow) => (part === 'tls' ? 'mta-sts' : null);
    const table = scoreSection(score, WORDS, placeOf).blocks.find(({ kind }) => kind === 'table');
    const heads = table?.kind === 'table' ? table.rows.map(({ cells }) => cells[0]) : [];
    expect(heads.filter((cell) => typeof cell === 'object')).toEqual([
      { text: say('score.part.tls.name'), place: 'mta-sts' },
    ]);
  });

  it('draws the two sums, part by part', () => {
    const all = told();
    const [strip] = blockOf(all, 'strip');
    const { sums, rows } = all.score;
    expect(strip?.groups).toEqual(
      (['to', 'from'] as const).map((sum) =>
        rows.flatMap(({ sum: own, low, high, most }) => (own === sum ? { low, high, most } : [])),
      ),
    );
    const text = ({ low, high }: { low: number; high: number }) =>
      low === high ? `${low}` : `${low}–${high}`;
    expect(strip?.text).toBe(
      plain('score.summary', {
        to: text(sums.to),
        toMost: sums.to.most,
        from: text(sums.from),
        fromMost: sums.from.most,
      }),
    );
  });

  const quiet = (all: Told) =>
    blockOf(all, 'paragraph').flatMap(({ text, look }) => (look === 'quiet' ? text : []));

  it('says that parts are open, where some are', () => {
    const open = told();
    expect(open.score.rows.some(({ low, high }) => low !== high)).toBe(true);
    expect(quiet(open)).toEqual([say('score.open'), say('score.notSeen')]);
    const known = { ...open.score, rows: open.score.rows.map((row) => ({ ...row, high: row.low })) };
    const section = scoreSection(known, WORDS);
    expect(quiet({ score: known, section })).toEqual([say('score.notSeen')]);
  });

  it('says first in what band it is; and where a gate is shut, that alone', () => {
    const [band] = told().section.blocks;
    expect(band).toEqual({ kind: 'paragraph', text: say('score.band.partial') });
    const score = { ...told().score, gates: ['forgeable', 'fails-own'] as const };
    const words = scoreSection(score, WORDS).blocks.filter(({ kind }) => kind === 'word');
    expect(words).toEqual(
      ['forgeable', 'fails_own'].map((gate) => ({
        kind: 'word',
        text: `${say(`score.gate.${gate}` as SentenceKey)} ${say('score.gateWhatever')}`,
        sign: 'no',
      })),
    );
    expect(scoreSection(score, WORDS).blocks.filter(({ kind }) => kind === 'paragraph')).toHaveLength(
      quiet({ score, section: scoreSection(score, WORDS) }).length,
    );
  });

  it('gives the reason of each weight', () => {
    const all = told();
    const [reasons] = all.section.parts ?? [];
    expect(reasons?.heading).toBe(say('score.reasons'));
    const [list] = reasons?.blocks ?? [];
    expect(list?.kind === 'list' ? list.items.map(({ text }) => text) : []).toEqual(
      all.score.rows.map(
        ({ part, most }) =>
          `${plain('score.weight', { name: say(`score.part.${part}.name`), points: most })} ${say(`score.part.${part}.reason`)}`,
      ),
    );
  });
});
