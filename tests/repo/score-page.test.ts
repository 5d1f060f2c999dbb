import { expect, it } from 'vitest';
import { SCORE_PARTS } from '../../lib/verdict/score-table.ts';
import { WEIGHTS } from '../../lib/verdict/weights.ts';
import { SENTENCES } from '../support/i18n.ts';
import { read } from '../support/repository.ts';
import { SCORE_PAGE, scorePage } from './score-page.ts';

it(`${SCORE_PAGE} is what \`npm run docs\` prints`, () => {
  expect(read(SCORE_PAGE)).toBe(scorePage());
});

it('every outcome of the table has its sentence, and every sentence its outcome', () => {
  const expected = Object.entries(SCORE_PARTS).flatMap(([part, { points }]) => [
    `score.part.${part}.name`,
    `score.part.${part}.reason`,
    ...[...Object.keys(points), 'unknown'].map(
      (outcome) => `score.part.${part}.is.${outcome.replaceAll('-', '_')}`,
    ),
  ]);
  const known = [...SENTENCES.keys()].filter((key) => key.startsWith('score.part.'));
  expect(known.toSorted()).toEqual(expected.toSorted());
});

it('the sums are 40 for mail to the domain and 60 for mail in its name, and one point stands beside them', () => {
  const sums = { to: 0, from: 0, bonus: 0 };
  for (const { sum, points } of Object.values(SCORE_PARTS)) sums[sum] += Math.max(...Object.values(points));
  expect(sums).toEqual({ to: 40, from: 60, bonus: 1 });
});

it('the best outcome of each part stands first', () => {
  const unordered = Object.values(SCORE_PARTS).filter(({ points }) => {
    const earned = Object.values(points);
    return earned.some((each, at) => each > (earned[at - 1] ?? Infinity));
  });
  expect(unordered).toEqual([]);
});

it('every part is decided by mechanisms that there are, or will be', () => {
  const known = new Set(Object.keys(WEIGHTS));
  expect(Object.values(SCORE_PARTS).flatMap(({ of }) => of.filter((name) => !known.has(name)))).toEqual([]);
});
