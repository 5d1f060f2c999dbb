import { describe, expect, it } from 'vitest';
import { isNetworkFailure } from '../../../lib/check/offline.ts';
import { assessmentOf, unknown } from '../../support/assessments.ts';

const failed = assessmentOf({ mx: unknown('network'), stsRecord: unknown('network') });

describe('a check got nowhere, as without a network', () => {
  it.each([
    ['nothing could be reached', failed],
    ['one question ran out of time', assessmentOf({ mx: unknown('timeout') })],
  ])('where %s', (_what, assessment) => {
    expect(isNetworkFailure(assessment)).toBe(true);
  });

  it.each([
    ['the facts are there all the same', assessmentOf()],
    ['the resolver answered that it failed', assessmentOf({ stsRecord: unknown('servfail') })],
    ['the check is still under way', { ...failed, finishedAt: null }],
    ['nothing is known yet', assessmentOf({ stsRecord: { state: 'pending' } })],
  ])('not where %s', (_what, assessment) => {
    expect(isNetworkFailure(assessment)).toBe(false);
  });
});
