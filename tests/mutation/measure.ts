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
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../support/repository.ts';
import { instrument, type Change, type Instrumented } from './changes.ts';
import type { Group } from './groups.ts';
import { aloneId, NOTES, TESTS, TRIED, type Note } from './protocol.ts';

export interface Measured extends Instrumented {
  /** The changes that some test noticed, by their ids. */
  readonly noticed: ReadonlySet<string>;
}

const COPY = join(ROOT, 'tests/.out/mutation/copy');
/** The folder of the test files that load everything anew for one change, from the root of the copy. */
const ALONE = 'tests/.out/alone';
const NOTES_FILE = join(COPY, 'tests/.out/notes.jsonl');
const TRIED_FILE = join(COPY, 'tests/.out/tried');
/** So many of them in one process, which forgets no module. */
const MOST_ALONE = 150;
/** Whoever notes nothing, and tries nothing else, for so long hangs. */
const SILENT_MS = 60_000;

export async function measure(name: string, { files, tests }: Group): Promise<Measured> {
  copyRepository();
  const { changes, sources } = await instrument(COPY, files);
  // Those of its own folder first: they are quick, and notice most.
  const isOwn = (path: string) => path.startsWith(`tests/unit/${name}/`);
  const inTurn = [...tests.filter(isOwn), ...tests.filter((path) => !isOwn(path))];
  await runTests(inTurn);
  const { noticed, reached, spoilt } = readNotes();
  // Code that runs as its module is loaded has run before the switch was turned, and a test that another change had spoilt could not tell.
  const left = changes.filter(
    ({ id, isAtLoad }) => !noticed.has(id) && (isAtLoad || !reached.has(id) || spoilt.has(id)),
  );
  const near = ({ file }: Change) =>
    inTurn.filter((path) => basename(path).startsWith(basename(file, '.ts')));
  await runAlone(left, near);
  const after = readNotes().noticed;
  await runAlone(
    left.filter(({ id }) => !after.has(id)),
    () => inTurn.filter((path) => path.startsWith('tests/unit/')),
  );
  return { changes, sources, noticed: readNotes().noticed };
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
async function runTests(all: readonly string[]): Promise<void> {
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

function readNotes(): {
  readonly noticed: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
  readonly spoilt: ReadonlySet<string>;
} {
  const lines = existsSync(NOTES_FILE) ? readFileSync(NOTES_FILE, 'utf8').split('\n').filter(Boolean) : [];
  const notes = lines.map((line) => JSON.parse(line) as Note);
  return {
    noticed: new Set(notes.flatMap((note) => ('noticed' in note ? [note.noticed] : []))),
    reached: new Set(notes.flatMap((note) => ('reached' in note ? note.reached : []))),
    spoilt: new Set(notes.flatMap((note) => ('spoilt' in note ? [note.spoilt] : []))),
  };
}
