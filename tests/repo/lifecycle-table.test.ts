import { expect, it } from 'vitest';
import { LIFECYCLE_PAGE, LIFECYCLE_TABLES, lifecyclePage } from '../lifecycle/table.ts';
import {
  ENDED_CASES,
  NETWORK_CASES,
  PRIVATE_CASES,
  RESTART_CASES,
  STORAGE_CASES,
  TIME_CASES,
} from '../lifecycle/cases.ts';
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
  const chromium = { ENDED_CASES, NETWORK_CASES, PRIVATE_CASES, RESTART_CASES, STORAGE_CASES, TIME_CASES };
  expect(notRunOnce(chromium, ['lifecycle', 'lifecycle-restart'])).toEqual([]);
  expect(notRunOnce({ PRIVATE_CASES }, ['firefox-lifecycle'])).toEqual([]);
});

/** The cases of tables, by their name in the code, that these tests do not run exactly once. */
function notRunOnce(tables: Record<string, Record<string, unknown>>, files: readonly string[]): string[] {
  const text = files.map((file) => read(`tests/e2e/${file}.e2e.ts`)).join('\n');
  const uses = Object.entries(tables).flatMap(([table, cases]) =>
    Object.keys(cases).map((key) => (/^\w+$/.test(key) ? `${table}.${key}` : `${table}['${key}']`)),
  );
  return uses.filter((use) => text.split(`itShows(${use},`).length !== 2);
}
