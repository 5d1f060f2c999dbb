import { expect, it } from 'vitest';
import { GROUPS, leftOver } from '../mutation/groups.ts';
import { sourcesBelow } from '../support/repository.ts';

it('every file of lib/ that runs without a browser is in one group of the mutation tests', () => {
  const grouped = Object.values(GROUPS).flatMap(({ files }) => files);
  const pure = sourcesBelow('lib').filter((path) => !/^lib\/(?:browser|locales)\//.test(path));
  expect(grouped.toSorted()).toEqual(pure.toSorted());
});

it.each(Object.entries(GROUPS))('tests have to notice what becomes of %s', (_, { tests }) => {
  expect(tests).not.toEqual([]);
});

it('and nothing is said of groups and tests that there are not', () => {
  expect(leftOver()).toEqual([]);
});
