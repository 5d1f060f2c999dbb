import { expect, it } from 'vitest';
import { SPF_PROBLEMS } from '../../../../lib/mechanisms/spf/problems.ts';
import { faultsIn } from '../../../support/problem-rules.ts';

it('each problem of SPF has its source, its parameters and its weight', () => {
  expect(
    faultsIn(SPF_PROBLEMS, 'spf').filter(
      (code) => SPF_PROBLEMS[code as keyof typeof SPF_PROBLEMS].source !== null,
    ),
  ).toEqual([]);
  expect(Object.keys(SPF_PROBLEMS).length).toBeGreaterThan(60);
});
