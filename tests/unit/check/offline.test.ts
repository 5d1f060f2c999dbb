import { describe, expect, it } from 'vitest';
import { isOfflineFailure } from '../../../lib/check/offline.ts';
import { assessmentOf, unknown } from '../../support/assessments.ts';

const failed = assessmentOf({ mx: unknown('network'), stsRecord: unknown('network') });

describe('the device is offline', () => {
  it.each([
    ['nothing could be reached', failed],
    ['one question ran out of time', assessmentOf({ mx: unknown('timeout') })],
  ])('where the browser says so and %s', (_what, assessment) => {
    expect(isOfflineFailure(assessment, false)).toBe(true);
  });

  it.each([
    ['the browser knows a network', failed, true],
    ['the facts are there all the same', assessmentOf(), false],
    ['the resolver answered that it failed', assessmentOf({ stsRecord: unknown('servfail') }), false],
    ['the check is still under way', { ...failed, finishedAt: null }, false],
    ['nothing is known yet', assessmentOf({ stsRecord: { state: 'pending' } }), false],
  ])('not where %s', (_what, assessment, isOnline) => {
    expect(isOfflineFailure(assessment, isOnline)).toBe(false);
  });
});
