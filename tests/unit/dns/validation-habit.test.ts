import { describe, expect, it, vi } from 'vitest';
import { unavailable, type DohAnswer } from '../../../lib/dns/doh.ts';
import { validationHabits } from '../../../lib/dns/validation-habit.ts';
import { NOW } from '../../support/time.ts';

const URL_A = 'https://a.test/dns-query';
const answer = (authentic: boolean): DohAnswer => ({
  state: 'answered',
  ageSeconds: 0,
  response: {
    rcode: 'NOERROR',
    authentic,
    recursionAvailable: true,
    answers: [],
    authorities: [],
    extendedErrors: [],
  },
});

describe('whether a resolver validates', () => {
  it.each([true, false])('is learnt once and remembered: %s', async (authentic) => {
    const habits = validationHabits();
    const ask = vi.fn(async () => answer(authentic));
    expect(await habits.validates(URL_A, NOW, ask)).toBe(authentic);
    expect(await habits.validates(URL_A, NOW + 3_600_000, ask)).toBe(authentic);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is asked once, however many want to know', async () => {
    const habits = validationHabits();
    const ask = vi.fn(async () => answer(true));
    await Promise.all([habits.validates(URL_A, NOW, ask), habits.validates(URL_A, NOW, ask)]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is a habit of each resolver by itself', async () => {
    const habits = validationHabits();
    expect(await habits.validates(URL_A, NOW, async () => answer(true))).toBe(true);
    expect(await habits.validates('https://b.test/', NOW, async () => answer(false))).toBe(false);
  });

  it('is not known without an answer, and asked again a minute later, also where the clock was set back', async () => {
    const habits = validationHabits();
    const ask = vi.fn(async () => unavailable('timeout'));
    expect(await habits.validates(URL_A, NOW, ask)).toBeNull();
    expect(await habits.validates(URL_A, NOW + 59_999, ask)).toBeNull();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(await habits.validates(URL_A, NOW + 60_000, async () => answer(true))).toBe(true);
    const other = validationHabits();
    await other.validates(URL_A, NOW, ask);
    expect(await other.validates(URL_A, NOW - 60_000, async () => answer(false))).toBe(false);
  });
});
