import { expect, it } from 'vitest';
import { hasTooManySigns } from '../../components/workshop/signs.ts';

it.each([
  ['an ordinary policy', 'version: STSv1\r\nmode: enforce\r\n'.repeat(2000), false, 'its lines have few'],
  ['a long line of letters', 'x'.repeat(65_536), false, 'nothing is shown as a sign'],
  ['as many as can be shown', ' '.repeat(2000), false, 'the limit itself'],
  ['one more', ` ${' '.repeat(2000)}`, true, 'beyond the limit'],
  ['NUL alone', '\0'.repeat(65_536), true, 'each would be an element'],
  [
    'NUL among letters, in one line of several',
    `mode: none\n${'a\0'.repeat(3000)}\n`,
    true,
    'one line is enough',
  ],
])('%s: %#', (_what, text, isTooMuch, why) => {
  expect(hasTooManySigns(text), why).toBe(isTooMuch);
});
