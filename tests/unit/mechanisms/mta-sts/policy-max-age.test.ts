import { isFragile } from '../../../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { MAX_MAX_AGE_SECONDS } from '../../../../lib/mechanisms/mta-sts/max-age.ts';
import { parsePolicy } from '../../../../lib/mechanisms/mta-sts/policy.ts';
import { bytes, lines, told } from '../../../support/reading.ts';

const withMaxAge = (value: string) =>
  lines('version: STSv1', 'mode: enforce', 'mx: a.example', `max_age: ${value}`);

describe('parsePolicy: max_age is 1*10(DIGIT)', () => {
  it.each([
    ['604800', 604800, 'a week'],
    ['1', 1, 'one digit'],
    ['0', 0, 'zero is not negative'],
    ['0000000060', 60, 'leading zeros are digits'],
    ['0000000000', 0, 'ten zeros'],
    ['31557600', 31557600, 'the maximum itself'],
  ])('%s is %d seconds: %s', (value, maxAgeSeconds) => {
    expect(parsePolicy(bytes(withMaxAge(value)))).toEqual({
      state: 'valid',
      value: { mode: 'enforce', maxAgeSeconds, mx: ['a.example'] },
      problems: [],
    });
  });

  it.each([
    ['31557601', 31557601, 'one second too many'],
    ['9999999999', 9999999999, 'the greatest of ten digits'],
  ])('%s is fragile: %s; some senders cap it, others refuse the policy', (value, maxAgeSeconds) => {
    const text = withMaxAge(value);
    const parsed = parsePolicy(bytes(text));
    expect(parsed).toMatchObject({ state: 'valid', value: { maxAgeSeconds } });
    expect(told(parsed.problems, text)).toEqual([
      { code: 'policy-max-age-too-large', value: maxAgeSeconds, at: value },
    ]);
    expect(parsed.problems.every(isFragile)).toBe(true);
  });

  it.each([
    ['+5', 'no sign'],
    ['-1', 'no sign'],
    ['1e3', 'no exponent'],
    ['0x10', 'no other base'],
    ['1.5', 'no fraction'],
    ['604,800', 'no grouping'],
    ['604 800', 'no grouping'],
    ['604_800', 'no grouping'],
    ['7d', 'no unit'],
    ['604800s', 'no unit'],
    ['604800; comment', 'nothing behind it'],
    ['"604800"', 'no quotes'],
    ['00000000000', 'eleven digits'],
    ['10000000000', 'eleven digits'],
    ['٦٠٤٨٠٠', 'digits are those of ASCII'],
    ['Infinity', 'a word of JavaScript'],
  ])('%s is malformed: %s', (value) => {
    const text = withMaxAge(value);
    const parsed = parsePolicy(bytes(text));
    expect(parsed.state).toBe('invalid');
    expect(told(parsed.problems, text)).toEqual([{ code: 'policy-max-age-syntax', value, at: value }]);
  });

  it('has a maximum of a Julian year', () => {
    expect(MAX_MAX_AGE_SECONDS).toBe(365.25 * 24 * 60 * 60);
  });
});
