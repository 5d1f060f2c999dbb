import { expect, it } from 'vitest';
import { isClosedSpf } from '../../../lib/text/closed-spf.ts';

it.each<[text: string, is: boolean, why: string]>([
  ['v=spf1 -all', true, 'as it is written'],
  ['V=SPF1  -ALL  ', true, 'in any case, with any spaces'],
  ['v=spf1 ~all', false, 'a softer end'],
  ['v=spf1 mx -all', false, 'somebody sends'],
  ['v=spf1 -all x', false, 'more behind it'],
  ['x v=spf1 -all', false, 'more before it'],
  ['v=spf1-all', false, 'no space'],
  ['v=spf1 -all\t', false, 'a tab is no space of SPF'],
])('%j: %s (%s)', (text, is) => {
  expect(isClosedSpf(text)).toBe(is);
});
