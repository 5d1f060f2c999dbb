import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gravityOf } from '../../lib/verdict/findings.ts';
import { majorFindings, scoreFor } from '../../lib/report/parts.ts';
import { gainOf, isCauseOf } from '../../lib/verdict/score-causes.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { SCORE_SUMS } from '../../lib/verdict/score-table.ts';
import { noMail } from '../support/assessments.ts';
import { assessed, scored } from '../support/scored.ts';
import { NOW } from '../support/time.ts';
import { dmarc, found, kind, ofKind, oneOf, spf } from './assessment-generators.ts';
import { RUNS } from './generators.ts';

describe('the score of any domain', () => {
  it('is the sum of its rows, 100 at most', () => {
    fc.assert(
      fc.property(found, (change) => {
        const score = scoreFor({ assessment: assessed(change), now: NOW });
        if (score === null) return;
        const { low, high, rows, sums } = score;
        const sum = (key: 'low' | 'high', of = rows) => of.reduce((all, row) => all + row[key], 0);
        expect({ low, high }).toEqual({ low: Math.min(100, sum('low')), high: Math.min(100, sum('high')) });
        for (const each of SCORE_SUMS) {
          const own = rows.filter((row) => row.sum === each);
          expect(sums[each]).toMatchObject({ low: sum('low', own), high: sum('high', own) });
        }
        for (const row of rows) {
          expect(row.low).toBeGreaterThanOrEqual(0);
          expect(row.high).toBeGreaterThanOrEqual(row.low);
          expect(row.high).toBeLessThanOrEqual(row.most);
          expect(row.outcome === 'unknown').toBe(row.low !== row.high);
        }
      }),
      RUNS,
    );
  });

  it('never has a higher lower end, nor a lower upper one, because something could not be known', () => {
    fc.assert(
      fc.property(
        found,
        kind.chain((name) => oneOf(ofKind(name).unknown.slice(0, 1))),
        (change, lost) => {
          const known = scoreFor({ assessment: assessed(change), now: NOW });
          const less = scoreFor({ assessment: assessed({ ...change, ...lost }), now: NOW });
          if (!known || !less) return;
          expect(less.low).toBeLessThanOrEqual(known.low);
          expect(less.high).toBeGreaterThanOrEqual(known.high);
        },
      ),
      RUNS,
    );
  });

  it('is never lower after a repair', () => {
    fc.assert(
      fc.property(
        found,
        kind.chain((name) => fc.record({ before: oneOf(ofKind(name).bad), after: oneOf(ofKind(name).good) })),
        (change, { before, after }) => {
          const broken = scoreFor({ assessment: assessed({ ...change, ...before }), now: NOW });
          const repaired = scoreFor({ assessment: assessed({ ...change, ...after }), now: NOW });
          if (!broken || !repaired) return;
          expect(repaired.low).toBeGreaterThanOrEqual(broken.low);
          expect(repaired.high).toBeGreaterThanOrEqual(broken.high);
        },
      ),
      RUNS,
    );
  });

  it('is 100 for a parked one, whatever else is known of it', async () => {
    const parked = {
      mx: noMail('null-mx'),
      ...(await dmarc(['v=DMARC1; p=reject'])),
      ...(await spf('v=spf1 -all')),
    };
    fc.assert(
      fc.property(found, (change) => {
        expect(scored(assessed({ ...change, ...parked }))).toMatchObject({ low: 100, high: 100, gates: [] });
      }),
      RUNS,
    );
  });

  it('never hides that forged mail is delivered', () => {
    fc.assert(
      fc.property(found, (change) => {
        const { rows = [], gates } = scoreFor({ assessment: assessed(change), now: NOW }) ?? {};
        const policy = rows.find(({ part }) => part === 'policy');
        if (policy && policy.high < 24) expect(gates).toContain('forgeable');
      }),
      RUNS,
    );
  });
});

describe('the order of repairs', () => {
  it('is that of what they do to mail, and then that of the points; what is equal in both stays in its order', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const digest = digestOf(assessment, NOW);
        const score = scoreFor({ assessment, now: NOW });
        const ordered = majorFindings(digest, score);
        expect(ordered.map(gravityOf)).toEqual(ordered.map(gravityOf).toSorted((a, b) => a - b));
        expect(majorFindings({ ...digest, findings: ordered }, score)).toEqual(ordered);
        const before = digest.findings.map((finding) => JSON.stringify(finding));
        for (const [at, finding] of ordered.entries()) {
          const next = ordered[at + 1];
          const isAlike =
            next && next.mechanism === finding.mechanism && gravityOf(next) === gravityOf(finding);
          if (isAlike)
            expect(before.indexOf(JSON.stringify(finding))).toBeLessThan(
              before.lastIndexOf(JSON.stringify(next)),
            );
        }
      }),
      RUNS,
    );
  });
});

/** What is no fault: an owner may choose it, and a zone that is not signed is nothing that a record mends. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  // The second: no policy is wanted, and no server is known to be there.
  tls: ['none', 'unreachable'],
  lasts: ['none', 'day'],
  signed: ['insecure'],
  policy: ['quarantine'],
  // Without a policy nobody acts on reports.
  tlsrpt: ['none', 'no-mail'],
};

describe('what a repair gains', () => {
  it('is never more than is missing, and nothing of what is earned', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const score = scoreFor({ assessment, now: NOW });
        for (const finding of majorFindings(digestOf(assessment, NOW), score)) {
          const gain = gainOf(finding, score);
          if (!gain || !score) continue;
          expect(gain.high).toBeGreaterThanOrEqual(gain.low);
          expect(gain.high).toBeGreaterThan(0);
          expect(score.low + gain.high).toBeLessThanOrEqual(100);
          const rows = score.rows.filter(({ part }) => gain.parts.includes(part));
          expect(rows.every(({ low, most }) => low < most)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is said of at least one repair for each part that is surely missing points by a fault', () => {
    fc.assert(
      fc.property(found, (change) => {
        const assessment = assessed(change);
        const score = scoreFor({ assessment, now: NOW });
        const findings = majorFindings(digestOf(assessment, NOW), score);
        const unexplained = (score?.rows ?? []).filter(
          (row) =>
            row.high < row.most &&
            row.outcome !== 'unknown' &&
            !(CHOSEN[row.part] ?? []).includes(row.outcome) &&
            !findings.some((finding) => isCauseOf(finding, row)),
        );
        expect({ unexplained, codes: findings.map(({ code }) => code) }).toMatchObject({ unexplained: [] });
      }),
      RUNS,
    );
  });
});
