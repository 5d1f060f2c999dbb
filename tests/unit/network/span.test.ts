import { expect, it } from 'vitest';
import { spanOf } from '../../../lib/network/span.ts';

it.each([
  ['begins behind the check and takes its time', 1000, 1020, 1050, { startedAfterMs: 20, tookMs: 30 }],
  ['begins with the check and is over at once', 1000, 1000, 1000, { startedAfterMs: 0, tookMs: 0 }],
  ['a clock that was set back before it', 1000, 900, 950, { startedAfterMs: 0, tookMs: 50 }],
  ['and in the middle of it', 1000, 1020, 900, { startedAfterMs: 20, tookMs: 0 }],
])('%s', (_, assessmentStartedAt, startedAt, endedAt, expected) => {
  expect(spanOf(assessmentStartedAt, startedAt, endedAt)).toEqual(expected);
});
