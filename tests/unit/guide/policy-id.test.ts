import { describe, expect, it } from 'vitest';
import { nextPolicyId } from '../../../lib/guide/policy-id.ts';
import { NOW } from '../../support/time.ts';

describe('nextPolicyId at 2026-06-01 12:00:00 UTC', () => {
  it.each<[taken: string[], id: string, reason: string]>([
    [[], '20260601120000', 'the moment'],
    [['20250101000000'], '20260601120000', 'an older date'],
    [['abc', 'ABC123', '1'], '20260601120000', 'words and counters have no date'],
    [['1780315200'], '20260601120000', 'seconds since 1970 are no calendar date'],
    [['20260601120000'], '20260601120001', 'the same second: the next one'],
    [['20260601235959'], '20260602000000', 'later today: the second after'],
    [['20271231235959'], '20280101000000', 'a date in the future'],
    [['20260601'], '20260601120000', 'the day alone is its midnight'],
    [['20270101'], '20270101000001', 'a day in the future'],
    [['202606011200'], '20260601120001', 'down to the minute: would be equal'],
    [
      ['2026060199'],
      '20260605030001',
      'a counter behind the date is no hour; as a text it is later than today',
    ],
    [['20260601120000123'], '20260601120001', 'with milliseconds'],
    [['20260601120000Z'], '20260601120000', 'a letter behind it: differs as it is'],
    [['v20270101000000'], '20260601120000', 'nor one with a letter before it'],
    [['20270001000000', '20270100000000'], '20260601120000', 'no month, and no day'],
    [['20260231000000', '20261301000000'], '20260601120000', 'no dates of the calendar'],
    [['20250101000000', '20260601120000', '20260601120005'], '20260601120006', 'later than the latest'],
    [['99991231235959'], '99991231235960', 'behind the last date there are only numbers'],
  ])('%j: %s (%s)', (taken, id) => {
    expect(nextPolicyId(NOW, taken)).toBe(id);
  });
});
