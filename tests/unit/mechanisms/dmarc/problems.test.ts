import { expect, it } from 'vitest';
import { DMARC_PROBLEMS } from '../../../../lib/mechanisms/dmarc/problems.ts';
import { faultsIn } from '../../../support/problem-rules.ts';

it('each problem of DMARC has its source, its parameters and its weight', () => {
  expect(faultsIn(DMARC_PROBLEMS, 'dmarc')).toEqual([]);
  expect(Object.keys(DMARC_PROBLEMS).length).toBeGreaterThan(60);
});
