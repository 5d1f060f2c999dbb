import { expect, it } from 'vitest';
import { ISOLATE_END, ISOLATE_START, keyOf, valueOf } from '../../../lib/text/sentence.ts';

it('a code is a key without hyphens', () => {
  expect(keyOf('mx-all-uncovered')).toBe('mx_all_uncovered');
  expect(keyOf('mx')).toBe('mx');
});

it('a value stands between the marks of Unicode that isolate it (UAX 9: FSI and PDI), and what it hides is seen', () => {
  expect([ISOLATE_START, ISOLATE_END]).toEqual(['\u2068', '\u2069']);
  expect(valueOf('a')).toBe('\u2068a\u2069');
  expect(valueOf('a\u202eb')).not.toContain('\u202e');
});
