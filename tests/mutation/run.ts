/**
 * `npm run test:mutation [-- group]`: changes every statement of lib/ in every way that Stryker knows, and looks whether a
 * test of its group notices. At least 90 % must be noticed in each file; each change that lives on has its reason in survivors.yml.
 * The figures go into docs/mutation.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { namedOf } from '../support/named.ts';
import { GROUPS, type Group } from './groups.ts';
import { percent, writeScores, type Score } from './scores.ts';

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  /** In code that runs while its module is loaded. */
  readonly static?: boolean;
  readonly location: Record<'start' | 'end', { readonly line: number; readonly column: number }>;
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

const ROOT = join(import.meta.dirname, '../..');
const LEAST = 90;
const survivors = parse(readFileSync(join(import.meta.dirname, 'survivors.yml'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

const named = namedOf(process.argv.slice(2), Object.keys(GROUPS), 'group');

for (const [name, group] of Object.entries(GROUPS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n== ${name}`);
  // The memory may hold a file that has gone over to another group.
  const measured = Object.entries(mutate(name, group).files)
    .filter(([file]) => group.files.includes(file))
    .map(([file, { source, mutants }]) => tell(file, source, mutants));
  await writeScores(measured);
}

/**
 * What was measured before is not measured again while neither its code nor its tests have changed: `tests/.out/mutation` remembers. It
 * knows a test by its name: where a row has changed under its old one, delete what it remembers.
 */
function mutate(name: string, { files, tests }: Group): Report {
  const config = join(import.meta.dirname, 'stryker.config.json');
  const memory = `tests/.out/mutation/${name.replaceAll('/', '-')}.json`;
  forgetStaticSurvivors(join(ROOT, memory));
  const incremental = ['--incremental', '--incrementalFile', memory];
  const { status } = spawnSync('stryker', ['run', config, '--mutate', files.join(','), ...incremental], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    // Far from Greenwich, so that local time is not mistaken for UTC; the threads of Stryker cannot set it themselves.
    env: { ...process.env, MUTATION_TESTS: tests.join(','), TZ: 'Pacific/Auckland' },
  });
  if (status !== 0) throw new Error('Stryker did not come to an end.');
  return JSON.parse(readFileSync(join(ROOT, 'tests/.out/mutation/last.json'), 'utf8')) as Report;
}

/**
 * Stryker holds a change that lived on against tests that are new since, but not one of code that runs while its module is loaded. Of a file that no
 * test loaded it does not know which changes those are.
 */
function forgetStaticSurvivors(path: string): void {
  if (!existsSync(path)) return;
  const known = JSON.parse(readFileSync(path, 'utf8')) as Report;
  const files = Object.entries(known.files).map(([file, { mutants, ...rest }]) => [
    file,
    {
      ...rest,
      mutants: mutants.filter(
        ({ status, static: isStatic }) => status !== 'NoCoverage' && !(isStatic && status === 'Survived'),
      ),
    },
  ]);
  writeFileSync(path, JSON.stringify({ ...known, files: Object.fromEntries(files) }));
}

function tell(file: string, source: string, mutants: readonly Mutant[]): Score {
  const counted = mutants.filter(({ status }) =>
    ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status),
  );
  const alive = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const score = { file, source, changes: counted.length, noticed: counted.length - alive.length };
  console.log(`${file}: ${percent(score).toFixed(1)} %, ${alive.length} of ${counted.length} live on`);
  if (percent(score) < LEAST) process.exitCode = 1;
  for (const mutant of alive) {
    const change = `${originalOf(source, mutant)} -> ${plain(mutant.replacement ?? '')}`;
    if (survivors[file]?.[change] !== undefined) continue;
    console.log(`  line ${mutant.location.start.line}: ${change}`);
    process.exitCode = 1;
  }
  return score;
}

function originalOf(source: string, { location: { start, end } }: Mutant): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return plain(lines.join('\n'));
}

/** On one line, whatever the formatting. */
function plain(code: string): string {
  return code.replaceAll(/\s+/g, ' ').trim();
}
