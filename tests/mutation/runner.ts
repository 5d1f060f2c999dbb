/**
 * How the tests are run while they are held against changes (vitest's `runner`). Without a plan, each test runs twice as it is, which shows what changes it comes by; with one, it
 * runs once as it is and then with each change that is planned for it and that nobody has noticed yet. So modules are loaded once, and not once for each change: a hundred times
 * as fast as a process for each.
 *
 * A test file of measure.ts that loads everything anew for one change (`alone-<id>.test.ts`) says so by turning the switch itself.
 */
import { appendFileSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { TestRunner, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite } from 'vitest';
import { aloneId, NOTES, PLAN, TRIED, type Note, type Plan } from './protocol.ts';

/** Where Stryker's instrumenter has its switches. */
const SWITCHES = '__stryker__';

interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly perTest: Record<string, Record<string, number>> };
}

interface Memory {
  readonly noticed: Set<string>;
  readonly plan: Plan | undefined;
  /** When this file began. */
  startedMs: number;
}

/** A test that waits for ever has noticed. */
const LONGEST_MS = 5000;
/** The name for what a test file comes by outside of the second runs of its tests. */
const FILE = 'file';
/** A change may make a loop this many times as long. */
const LONGER = 100;
const ID_LENGTH = 12;

const world = globalThis as { [SWITCHES]?: Switches; waxsealMutation?: Memory };
const switches = (world[SWITCHES] ??= {});
// Vitest makes a runner for each file; the worker is one.
const memory = (world.waxsealMutation ??= { noticed: noticedBefore(), plan: planned(), startedMs: 0 });
// Tests may hold the clock.
const { setTimeout: wait, clearTimeout: wake, performance: clock } = globalThis;
const now = clock.now.bind(clock);

export default class extends TestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    if (aloneIn(test.file) && hasFailed(test.file)) test.mode = 'skip';
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const act = async () => TestRunner.getTestFn(test)();
    if (aloneIn(test.file)) return within(LONGEST_MS * 4, act);
    const start = now();
    await act();
    const longestMs = Math.max(LONGEST_MS, 5 * (now() - start));
    const passes = () =>
      within(longestMs, () => again(test, act)).then(
        () => true,
        () => false,
      );
    if (!memory.plan) return showsWhatItComesBy(test, passes);
    const hits = memory.plan[test.id] ?? {};
    await tryEach(
      Object.keys(hits).filter((id) => !memory.noticed.has(id)),
      hits,
      test,
      passes,
    );
  }

  override async importFile(...[path, source]: Parameters<TestRunner['importFile']>): Promise<unknown> {
    tell(aloneId(path) ?? '');
    switches.currentTestId = FILE;
    memory.startedMs = now();
    return super.importFile(path, source);
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    for (const file of files) {
      const id = aloneIn(file);
      if (id && hasFailed(file)) note({ noticed: id });
    }
    turn(undefined);
    if (!memory.plan) {
      const ids = Object.keys(comeBy(FILE));
      for (const { name } of files.filter((file) => !aloneIn(file)))
        note({ loads: { path: name, tookMs: now() - memory.startedMs, ids } });
    }
    super.onAfterRunFiles(files);
  }
}

/** The change for which this file loads everything anew. */
function aloneIn({ filepath }: RunnerTestFile): string | undefined {
  return aloneId(filepath);
}

const triedFile = openSync(process.env[TRIED] ?? '', 'w');

/** Which change is being tried; "" for none. Written over what stood there: it is told for each test and change. */
function tell(id: string): void {
  writeSync(triedFile, id.padEnd(ID_LENGTH), 0);
}

function hasFailed(task: RunnerTestFile | RunnerTestSuite | RunnerTestCase): boolean {
  return (
    task.result?.state === 'fail' ||
    ('tasks' in task && task.tasks.some((each) => hasFailed(each as RunnerTestCase)))
  );
}

/** Run for the second time, and without a change. */
async function showsWhatItComesBy(test: RunnerTestCase, passes: () => Promise<boolean>): Promise<void> {
  turn(undefined);
  switches.currentTestId = test.id;
  const start = now();
  const isRepeatable = await passes();
  const tookMs = now() - start;
  switches.currentTestId = FILE;
  const hits = comeBy(test.id);
  if (!isRepeatable) return note({ spoilt: '', test: test.id });
  if (Object.keys(hits).length > 0)
    note({ comes: { test: test.id, path: test.file.name, tookMs: Math.ceil(tookMs), hits } });
}

function comeBy(name: string): Readonly<Record<string, number>> {
  const perTest = switches.mutantCoverage?.perTest;
  const hits = perTest?.[name] ?? {};
  delete perTest?.[name];
  return hits;
}

async function tryEach(
  ids: readonly string[],
  hits: Readonly<Record<string, number>>,
  test: RunnerTestCase,
  passes: () => Promise<boolean>,
): Promise<void> {
  try {
    for (const id of ids) {
      tell(id);
      turn(id, LONGER * (hits[id] ?? 0) + 1000);
      const isNoticed = !(await passes());
      turn(undefined);
      note({ tried: id, test: test.id });
      if (!isNoticed) continue;
      // What a change has left behind in a module must not be held against the next one.
      if (!(await passes())) return note({ spoilt: id, test: test.id });
      memory.noticed.add(id);
      note({ noticed: id });
    }
  } finally {
    // What hangs after this is not its fault.
    tell('');
  }
}

/** Runs a test once more, with what goes before and after each test of its suites. */
async function again(test: RunnerTestCase, act: () => Promise<unknown>): Promise<void> {
  const suites = suitesOf(test);
  const cleanUps: unknown[] = [];
  const hooks = (suite: RunnerTestSuite) => TestRunner.getSuiteHooks(suite);
  try {
    for (const suite of suites)
      for (const hook of hooks(suite)?.beforeEach ?? []) cleanUps.push(await hook(test.context, suite));
    await act();
  } finally {
    for (const suite of suites.toReversed())
      for (const hook of hooks(suite)?.afterEach ?? []) await hook(test.context, suite);
    for (const cleanUp of cleanUps) if (typeof cleanUp === 'function') await cleanUp();
    const { onFinished = [] } = test as { onFinished?: ((context: unknown) => unknown)[] };
    for (const finish of onFinished.splice(0)) await finish(test.context);
  }
}

/** From the file inwards. */
function suitesOf(test: RunnerTestCase): RunnerTestSuite[] {
  const suites: RunnerTestSuite[] = [];
  for (let { suite } = test as { suite?: RunnerTestSuite | undefined }; suite; { suite } = suite)
    suites.unshift(suite);
  return suites[0] === test.file ? suites : [test.file, ...suites];
}

function turn(id: string | undefined, hitLimit?: number): void {
  Object.assign(switches, { activeMutant: id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
}

async function within(milliseconds: number, act: () => Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = wait(() => reject(new Error('It takes too long.')), milliseconds);
  });
  try {
    await Promise.race([act(), tooLong]);
  } finally {
    wake(timer);
  }
}

function note(said: Note): void {
  appendFileSync(notesPath(), `${JSON.stringify(said)}\n`);
}

/** In a process that follows one that had to be ended. */
function noticedBefore(): Set<string> {
  const lines = existsSync(notesPath()) ? readFileSync(notesPath(), 'utf8').trim().split('\n') : [];
  const notes = lines.filter(Boolean).map((line) => JSON.parse(line) as Note);
  return new Set(notes.flatMap((each) => ('noticed' in each ? [each.noticed] : [])));
}

function planned(): Plan | undefined {
  const path = process.env[PLAN];
  return path ? (JSON.parse(readFileSync(path, 'utf8')) as Plan) : undefined;
}

function notesPath(): string {
  return process.env[NOTES] ?? '';
}
