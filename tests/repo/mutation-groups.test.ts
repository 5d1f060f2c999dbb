import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GROUPS } from '../mutation/groups.ts';
import { ROOT, sourcesBelow } from '../support/repository.ts';

const found = (patterns: readonly string[]) => globSync([...patterns], { cwd: ROOT });

it('every file of lib/ that runs without a browser is in one group of the mutation tests', () => {
  const grouped = Object.values(GROUPS).flatMap(({ files }) => found(files));
  const pure = sourcesBelow('lib').filter((path) => !/^lib\/(?:browser|locales)\//.test(path));
  expect(grouped.toSorted()).toEqual(pure.toSorted());
});

it.each(Object.entries(GROUPS))('the tests of %s are there', (_, { tests }) => {
  expect(tests.filter((pattern) => found([pattern]).length === 0)).toEqual([]);
});
