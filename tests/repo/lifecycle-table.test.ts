import { expect, it } from 'vitest';
import { LIFECYCLE_PAGE, LIFECYCLE_TABLES, lifecyclePage } from '../lifecycle/table.ts';
import { ENDED_CASES, NETWORK_CASES, RESTART_CASES, STORAGE_CASES, TIME_CASES } from '../lifecycle/cases.ts';
import { filesBelow, read } from '../support/repository.ts';

it(`${LIFECYCLE_PAGE} is what \`npm run docs\` prints`, async () => {
  expect(read(LIFECYCLE_PAGE)).toBe(await lifecyclePage());
});

it('every case has a row of its own, and every test that it names is there', () => {
  const whats = LIFECYCLE_TABLES.flatMap(({ cases }) => cases.map(({ what }) => what));
  expect(new Set(whats).size).toBe(whats.length);
  const files = new Set(filesBelow('tests'));
  const named = LIFECYCLE_TABLES.flatMap(({ tests }) => tests);
  expect(named.filter((path) => !files.has(path))).toEqual([]);
});

it('every case is run, once, by its name', () => {
  const text = ['lifecycle', 'lifecycle-restart'].map((file) => read(`tests/e2e/${file}.e2e.ts`)).join('\n');
  const tables = { ENDED_CASES, NETWORK_CASES, RESTART_CASES, STORAGE_CASES, TIME_CASES };
  const uses = Object.entries(tables).flatMap(([table, cases]) =>
    Object.keys(cases).map((key) => (/^\w+$/.test(key) ? `${table}.${key}` : `${table}['${key}']`)),
  );
  const runs = (use: string) => text.split(`itShows(${use},`).length - 1;
  expect(uses.filter((use) => runs(use) !== 1)).toEqual([]);
});
