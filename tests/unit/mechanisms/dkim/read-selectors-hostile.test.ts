import { describe, expect, it } from 'vitest';
import { readSelectors } from '../../../../lib/mechanisms/dkim/read-selectors.ts';

describe('readSelectors', () => {
  it.each([
    ['one line', 'a'.repeat(2 ** 20)],
    ['labels', 'a.'.repeat(2 ** 19)],
    ['fields', 'DKIM-Signature: d=example.com; s=s1\n'.repeat(2 ** 15)],
    ['a signature without end', `DKIM-Signature: ${'s=a;'.repeat(2 ** 18)}`],
    ['comments', `Authentication-Results: ${'('.repeat(2 ** 20)}`],
    ['results', `Authentication-Results: ${'header.s= '.repeat(2 ** 17)}`],
  ])('reads a mebibyte of %s in no time', (_, text) => {
    const began = performance.now();
    readSelectors(text, 'example.com');
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
