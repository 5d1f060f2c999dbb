import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { changesBetween, countOf, type TitleOf } from '../../lib/report/changes.ts';
import { assessed } from '../support/scored.ts';
import { NOW } from '../support/time.ts';
import { found, kind, ofKind, oneOf } from './assessment-generators.ts';
import { RUNS } from './generators.ts';

const titleOf: TitleOf = ({ code, parameters }) => JSON.stringify([code, parameters]);
const between = (before: Partial<Assessment>, after: Partial<Assessment>) =>
  changesBetween(assessed(before), assessed(after), NOW, titleOf);

describe('what changed between two checks of any domain', () => {
  it('is nothing where they found the same', () => {
    fc.assert(
      fc.property(found, (change) => {
        expect(countOf(between(change, change))).toBe(0);
      }),
      RUNS,
    );
  });

  it('never calls a fault gone, or new, because a part could not be asked', () => {
    fc.assert(
      fc.property(
        found,
        kind.chain((name) => oneOf(ofKind(name).unknown.slice(0, 1))),
        (change, lost) => {
          const less = { ...change, ...lost };
          const kindsOf = (one: typeof change, other: typeof change) =>
            between(one, other).findings.filter(({ kind: each }) => each === 'gone' || each === 'new');
          const shown = (one: typeof change, other: typeof change) =>
            kindsOf(one, other).map(({ kind: each, finding }) => `${each} ${finding.code}`);
          expect(shown(change, less).filter((each) => each.startsWith('gone'))).toEqual([]);
          expect(shown(less, change).filter((each) => each.startsWith('new'))).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  it('is the same back and forth: what is gone one way is new the other way', () => {
    fc.assert(
      fc.property(found, found, (one, other) => {
        const [there, back] = [between(one, other), between(other, one)];
        expect(back.rows.length).toBe(there.rows.length);
        expect(countOf(back)).toBe(countOf(there));
        const codes = (changes: typeof there, wanted: string) =>
          changes.findings
            .filter(({ kind: each }) => each === wanted)
            .map(({ finding }) => finding.code)
            .toSorted();
        expect(codes(back, 'new')).toEqual(codes(there, 'gone'));
        expect(codes(back, 'seen')).toEqual(codes(there, 'unseen'));
      }),
      RUNS,
    );
  });
});
