/** Holds the tests of a group against every change of its files: in a copy of the repository, since the changes are written into it. */
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/repository.ts';
import { instrument, type Change, type Instrumented } from './changes.ts';
import { isAbout, OF_EACH, type Group } from './groups.ts';
import {
  aloneId,
  NOTES,
  PLAN,
  TESTS,
  TRIED,
  type Coming,
  type Loading,
  type Note,
  type Plan,
} from './protocol.ts';

export interface Measured extends Instrumented {
  /** The changes that some test noticed, by their ids. */
  readonly noticed: ReadonlySet<string>;
}

const COPY = join(ROOT, 'tests/.out/mutation/copy');
/** The folder of the test files that load everything anew for one change, from the root of the copy. */
const ALONE = 'tests/.out/alone';
const NOTES_FILE = join(COPY, 'tests/.out/notes.jsonl');
const TRIED_FILE = join(COPY, 'tests/.out/tried');
const PLAN_FILE = join(COPY, 'tests/.out/plan.json');
/** So many milliseconds of each test file a change gets: few at first, which is enough for most. */
const BUDGETS_MS = [10, 100];
/** A test that a change has spoilt goes on in the next round, in a process of its own; but not for ever. */
const MOST_ROUNDS = 4;
/** So many of them in one process, which forgets no module. */
const MOST_ALONE = 150;
/** So many test files for one change, the quickest of those that come by it, and none that takes longer. */
const MOST_BESIDE = 8;
const LONGEST_BESIDE_MS = 2500;
/** Whoever notes nothing, and tries nothing else, for so long hangs. */
const SILENT_MS = 60_000;

export async function measure(name: string, { files, tests }: Group): Promise<Measured> {
  copyRepository();
  const { changes, sources } = await instrument(COPY, files);
  await runTests(tests);
  const { comings } = readNotes();
  for (const budgetMs of BUDGETS_MS) {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const plan = planFor(changes, comings, readNotes(), budgetMs);
      const paths = new Set(comings.filter(({ test }) => plan[test]).map(({ path }) => path));
      if (paths.size === 0) break;
      await runTests([...paths], plan);
    }
  }
  const { noticed, spoilt, loadings } = readNotes();
  const reached = new Set(comings.flatMap(({ hits }) => Object.keys(hits)));
  // Code that runs as its module is loaded has run before the switch was turned, and a test that another change had spoilt could not tell.
  const left = changes.filter(
    ({ id, isAtLoad }) => !noticed.has(id) && (isAtLoad || !reached.has(id) || spoilt.has(id)),
  );
  const testsFor = whoComesBy(changes, comings, loadings);
  const isQuick = (path: string) =>
    loadings.some((each) => each.path === path && each.tookMs < LONGEST_BESIDE_MS);
  await runAlone(left, (change) => testsFor(change).filter((path) => isAbout(path, change.file)));
  const after = readNotes().noticed;
  await runAlone(
    left.filter(({ id }) => !after.has(id)),
    (change) => testsFor(change).filter(isQuick).slice(0, MOST_BESIDE),
  );
  return { changes, sources, noticed: readNotes().noticed };
}

/** The test files that come by a change, and for one at load those that come by anything in its file and what is asked of every mechanism: the quick ones first. */
function whoComesBy(
  changes: readonly Change[],
  comings: readonly Coming[],
  loadings: readonly Loading[],
): (change: Change) => readonly string[] {
  const fileOf = new Map(changes.map(({ id, file }) => [id, file]));
  const pathsBy = new Map<string, Set<string>>();
  const add = (key: string, path: string) => pathsBy.set(key, (pathsBy.get(key) ?? new Set()).add(path));
  const inTests = comings.map(({ path, hits }) => ({ path, ids: Object.keys(hits) }));
  for (const { path, ids } of [...loadings, ...inTests])
    for (const id of ids) {
      add(id, path);
      add(fileOf.get(id) ?? '', path);
    }
  const inTurn = loadings.toSorted((a, b) => a.tookMs - b.tookMs).map(({ path }) => path);
  const ofEach = inTurn.filter((path) => OF_EACH.includes(path));
  return (change) => {
    if (!change.isAtLoad) return inTurn.filter((path) => pathsBy.get(change.id)?.has(path));
    const comes = (path: string) => pathsBy.get(change.file)?.has(path) || isAbout(path, change.file);
    return [...new Set([...ofEach, ...inTurn.filter(comes)])];
  };
}

/**
 * Each change is tried first with the tests that are quick and come by few others, and some milliseconds with those of every file, so that none crowds out the others; ten times as long with the file
 * that is named after its own. A test that takes ten times what a file has is left to changes that no quicker one comes by. Whoever has had them all counts as one that nobody notices.
 */
function planFor(
  changes: readonly Change[],
  comings: readonly Coming[],
  { noticed, tried }: Noted,
  budgetMs: number,
): Plan {
  const cost = ({ tookMs, hits }: Coming) => (tookMs + 1) * Object.keys(hits).length;
  const open = new Map(changes.filter(({ id }) => !noticed.has(id)).map((change) => [change.id, change]));
  const quick = comings.filter(({ tookMs }) => tookMs <= 10 * budgetMs);
  const hasQuick = new Set(quick.flatMap(({ hits }) => Object.keys(hits)));
  const spent = new Map<string, number>();
  const plan: Record<string, Record<string, number>> = {};
  for (const { test, path, tookMs, hits } of comings.toSorted((a, b) => cost(a) - cost(b))) {
    for (const [id, times] of Object.entries(hits)) {
      const change = open.get(id);
      const place = `${path} ${id}`;
      const before = spent.get(place) ?? 0;
      const mostMs = change && isAbout(path, change.file) ? 10 * budgetMs : budgetMs;
      if (!change || before > mostMs || (tookMs > 10 * mostMs && hasQuick.has(id))) continue;
      spent.set(place, before + tookMs + 1);
      if (!tried.has(`${test} ${id}`)) (plan[test] ??= {})[id] = times;
    }
  }
  return plan;
}

/** What Git knows or would take, and what is generated for types and tests. */
function copyRepository(): void {
  rmSync(COPY, { recursive: true, force: true });
  const list = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const path of [...list.stdout.split('\0').filter(Boolean), '.wxt']) {
    if (path === 'node_modules' || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(COPY, path)), { recursive: true });
    cpSync(join(ROOT, path), join(COPY, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
  mkdirSync(join(COPY, ALONE), { recursive: true });
}

/** Runs the tests that are wanted for each change in a world of its own, where that change was made before anything was loaded. */
async function runAlone(
  changes: readonly Change[],
  testsFor: (change: Change) => readonly string[],
): Promise<void> {
  const paths = changes.flatMap((change) => {
    const tests = testsFor(change);
    if (tests.length === 0) return [];
    const path = `${ALONE}/alone-${change.id}.test.ts`;
    writeFileSync(join(COPY, path), aloneWith(change, tests));
    return [path];
  });
  for (let at = 0; at < paths.length; at += MOST_ALONE) await runTests(paths.slice(at, at + MOST_ALONE));
}

function aloneWith({ id }: Change, tests: readonly string[]): string {
  return [
    "import { vi } from 'vitest';",
    `Object.assign((globalThis.__stryker__ ??= {}), { activeMutant: '${id}', hitCount: 0, hitLimit: 1e6 });`,
    'vi.resetModules();',
    ...tests.map((path) => `await import('../../../${path}');`),
    '',
  ].join('\n');
}

/** Where it hangs, the change that was being tried counts as noticed, and it goes on with the others. */
async function runTests(all: readonly string[], plan?: Plan): Promise<void> {
  if (plan) writeFileSync(PLAN_FILE, JSON.stringify(plan));
  for (;;) {
    const { noticed } = readNotes();
    const tests = all.filter((path) => !noticed.has(aloneId(path) ?? ''));
    if (tests.length === 0) return;
    const running = spawn('vitest', ['run', '--config', join(COPY, 'tests/mutation/vitest.config.ts')], {
      cwd: COPY,
      stdio: 'ignore',
      // Far from Greenwich, so that local time is not mistaken for UTC; threads cannot set it themselves.
      env: {
        ...process.env,
        [TESTS]: tests.join(','),
        [NOTES]: NOTES_FILE,
        [TRIED]: TRIED_FILE,
        [PLAN]: plan ? PLAN_FILE : '',
        TZ: 'Pacific/Auckland',
      },
      detached: true,
    });
    const ended = new Promise<void>((resolve) => void running.once('exit', () => resolve()));
    if (await endsOrHangs(ended, () => `${sizeOf(NOTES_FILE)} ${triedNow()}`)) return;
    if (running.pid) process.kill(-running.pid, 'SIGKILL');
    await ended;
    const tried = triedNow();
    if (tried === '') throw new Error('The tests hang, and no change has made them.');
    appendFileSync(NOTES_FILE, `${JSON.stringify({ noticed: tried })}\n`);
  }
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

/** The change that is being tried; "" for none. */
function triedNow(): string {
  return existsSync(TRIED_FILE) ? readFileSync(TRIED_FILE, 'utf8').trim() : '';
}

/** False where nothing is noted for a minute. */
async function endsOrHangs(ended: Promise<void>, noted: () => string): Promise<boolean> {
  for (let before = 'nothing'; before !== noted();) {
    before = noted();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const minute = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), SILENT_MS);
    });
    const isEnded = await Promise.race([ended.then(() => true), minute]);
    clearTimeout(timer);
    if (isEnded) return true;
  }
  return false;
}

interface Noted {
  readonly comings: readonly Coming[];
  readonly loadings: readonly Loading[];
  readonly noticed: ReadonlySet<string>;
  /** `test change`. */
  readonly tried: ReadonlySet<string>;
  readonly spoilt: ReadonlySet<string>;
}

function readNotes(): Noted {
  const lines = existsSync(NOTES_FILE) ? readFileSync(NOTES_FILE, 'utf8').split('\n').filter(Boolean) : [];
  const notes = lines.map((line) => JSON.parse(line) as Note);
  return {
    comings: notes.flatMap((note) => ('comes' in note ? [note.comes] : [])),
    loadings: notes.flatMap((note) => ('loads' in note ? [note.loads] : [])),
    noticed: new Set(notes.flatMap((note) => ('noticed' in note ? [note.noticed] : []))),
    tried: new Set(notes.flatMap((note) => ('tried' in note ? [`${note.test} ${note.tried}`] : []))),
    spoilt: new Set(notes.flatMap((note) => ('spoilt' in note ? [note.spoilt] : []))),
  };
}
