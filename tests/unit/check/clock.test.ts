import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../lib/check/assess.ts';
import { isCurrent } from '../../../lib/check/life.ts';
import {
  policyFromMemory,
  type RememberedPolicy,
} from '../../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { standingOf } from '../../../lib/verdict/standing.ts';
import { EXAMPLE, assessmentOf } from '../../support/assessments.ts';
import { POLICY, POLICY_URL, fakeDeps, world } from '../../support/deps.ts';
import { DAY_MS, NOW } from '../../support/time.ts';

const YEAR_MS = 365 * DAY_MS;
const jump = fc.integer({ min: -YEAR_MS, max: YEAR_MS });

/** A policy as it was read at that time. */
const readAt = (fetchedAt: number): RememberedPolicy => ({
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: POLICY,
  mediaType: 'text/plain',
  mode: 'enforce',
  maxAgeSeconds: 1_209_600,
  fetchedAt,
  replaced: null,
});

describe('a clock that is moved by up to a year', () => {
  it('in the middle of a check, at any moment of it, changes neither the verdict nor what is asked', async () => {
    await fc.assert(
      fc.asyncProperty(jump, fc.nat(30), async (by, after) => {
        const { deps, network } = fakeDeps(world());
        let looks = 0;
        const now = () => (looks++ < after ? NOW : NOW + by);
        const assessment = await assess(EXAMPLE, { ...deps, now }, () => undefined);
        expect(standingOf(assessment).standing).toBe('enforced');
        expect(network.fetched()).toEqual([POLICY_URL]);
        const questions = network.questions();
        expect(questions, 'a question was asked twice').toEqual([...new Set(questions)]);
        const spans = [...assessment.queries, assessment.policyFetch];
        for (const span of spans) {
          expect(span?.startedAfterMs).toBeGreaterThanOrEqual(0);
          expect(span?.tookMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it.each([
    ['back a year: the result comes from the future', NOW - YEAR_MS],
    ['back a second', NOW - 1000],
    ['forward a year', NOW + YEAR_MS],
    ['forward an hour', NOW + DAY_MS / 24],
  ])('%s: the result is not shown again without asking', (_, now) => {
    expect(isCurrent(assessmentOf({}), now)).toBe(false);
  });

  it.each([
    ['back a year: the policy was read in the future', NOW - YEAR_MS],
    ['back a second', NOW - 1000],
    ['forward a year: max_age is over', NOW + YEAR_MS],
    ['forward a day', NOW + DAY_MS],
  ])('%s: the remembered policy is read again', (_, now) => {
    expect(policyFromMemory(readAt(NOW), '1', now)).toBe(null);
  });

  it.each([
    ['from a year ahead', NOW + YEAR_MS],
    ['from a year ago', NOW - YEAR_MS],
  ])('a remembered policy %s does not stand for the file that is there now', async (_, fetchedAt) => {
    const { deps, network, remembered } = fakeDeps(world(), readAt(fetchedAt));
    const assessment = await assess(EXAMPLE, deps, () => undefined);
    expect(standingOf(assessment).standing).toBe('enforced');
    expect(network.fetched()).toEqual([POLICY_URL]);
    expect(remembered.at(-1)?.fetchedAt).toBe(NOW);
  });
});
