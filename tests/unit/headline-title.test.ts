import { describe, expect, it } from 'vitest';
import { headlineTitle, withFaults } from '../../lib/locales/headline-title.ts';

describe('a verdict in green that has errors', () => {
  it.each([
    [0, 'Sealed.'],
    [1, 'Sealed, one fault.'],
    [3, 'Sealed, 3 faults.'],
  ])('%d of them: %s', (errors, says) => {
    expect(headlineTitle('enforced', errors)).toBe(says);
  });

  it('is said the same way of a row', () => {
    expect(['receives mail', 'receives mail, one fault']).toEqual(
      [0, 1].map((errors) => withFaults('receives mail', errors)),
    );
  });
});
