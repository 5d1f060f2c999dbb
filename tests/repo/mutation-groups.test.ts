import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { GROUPS, leftOver } from '../mutation/groups.ts';
import { read, sourcesBelow } from '../support/repository.ts';

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

it('a change that may live on is one of code that is there', () => {
  const survivors = parse(read('tests/mutation/survivors.yml')) as Record<string, Record<string, string>>;
  const left = Object.entries(survivors).flatMap(([file, changes]) => {
    const code = sourcesBelow('lib').includes(file) ? onOneLine(read(file)) : '';
    // An arrow stands between what was written and what is made of it, and may stand within either.
    const isThere = (change: string) =>
      change.split(' -> ').some((_, at, parts) => at > 0 && code.includes(parts.slice(0, at).join(' -> ')));
    return Object.keys(changes)
      .filter((change) => !isThere(change))
      .map((change) => `${file}: ${change}`);
  });
  expect(left).toEqual([]);
});

function onOneLine(code: string): string {
  return code.replaceAll(/\s+/g, ' ');
}
