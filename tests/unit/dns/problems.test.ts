import { expect, it } from 'vitest';
import { DNS_PROBLEMS } from '../../../lib/dns/problems.ts';

it('an alias that leads nowhere is told with its name and its target, since whoever gets hold of the target speaks for the name', () => {
  expect(DNS_PROBLEMS).toEqual({
    'alias-dangling': {
      severity: 'warning',
      source: 'RFC 1034 §3.6.2',
      about: 'names',
      parameters: ['name', 'target'],
    },
  });
});
