/**
 * How the tests are run while they are held against changes (vitest's `runner`): each test runs once as it is, which shows what changes it comes by, and
 * then again with each of those that nobody has noticed yet. So modules are loaded once, and not once for each change: a hundred times as fast as a
 * process for each.
 *
 * A test file of run.ts that loads everything anew for one change (`alone-<id>.test.ts`) says so by turning the switch itself.
 */
import { appendFileSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { TestRunner, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite } from 'vitest';
import { aloneId, NOTES, TRIED, type Note } from './protocol.ts';

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
  readonly reached: Set<string>;
  /** Milliseconds of tests that each change has had. */
  readonly spent: Map<string, number>;
  tests: number;
}

/** So much of slow tests each change gets: after that it counts as one that nobody notices. */
const BUDGET_MS = 3000;
/** A test that waits for ever has noticed. */
const LONGEST_MS = 5000;
/** A change may make a loop this many times as long. */
const LONGER = 100;
const ID_LENGTH = 12;

const world = globalThis as { [SWITCHES]?: Switches; waxsealMutation?: Memory };
const switches = (world[SWITCHES] ??= {});
// Vitest makes a runner for each file; the worker is one.
const memory = (world.waxsealMutation ??= {
  noticed: noticedBefore(),
  reached: new Set(),
  spent: new Map(),
  tests: 0,
});
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
    const { hits, tookMs } = await reachedBy(act);
    const open = Object.keys(hits).filter((id) => !memory.noticed.has(id));
    for (const id of Object.keys(hits)) memory.reached.add(id);
    if (open.length === 0) return;
    const passes = () =>
      within(Math.max(LONGEST_MS, 5 * tookMs), () => again(test, act)).then(
        () => true,
        () => false,
      );
    if (!(await passes())) return note({ spoilt: '', test: test.name });
    try {
      for (const id of open) {
        const spent = memory.spent.get(id) ?? 0;
        if (spent > BUDGET_MS) continue;
        memory.spent.set(id, spent + tookMs + 1);
        tell(id);
        turn(id, LONGER * (hits[id] ?? 0) + 1000);
        const isNoticed = !(await passes());
        turn(undefined);
        if (!isNoticed) continue;
        // What a change has left behind in a module must not be held against the next one.
        if (!(await passes())) return note({ spoilt: id, test: test.name });
        memory.noticed.add(id);
        note({ noticed: id });
      }
    } finally {
      // What hangs after this is not its fault.
      tell('');
    }
  }

  override async importFile(...[path, source]: Parameters<TestRunner['importFile']>): Promise<unknown> {
    tell(aloneId(path) ?? '');
    return super.importFile(path, source);
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    for (const file of files) {
      const id = aloneIn(file);
      if (id && hasFailed(file)) note({ noticed: id });
    }
    turn(undefined);
    note({ reached: [...memory.reached] });
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

/** The first run, without any change: which ones it comes by, and how often. */
async function reachedBy(
  act: () => Promise<unknown>,
): Promise<{ hits: Record<string, number>; tookMs: number }> {
  const id = String((memory.tests += 1));
  turn(undefined);
  switches.currentTestId = id;
  const start = now();
  try {
    await act();
  } finally {
    switches.currentTestId = undefined;
  }
  const perTest = switches.mutantCoverage?.perTest;
  const hits = perTest?.[id] ?? {};
  delete perTest?.[id];
  return { hits, tookMs: now() - start };
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

function notesPath(): string {
  return process.env[NOTES] ?? '';
}
