/**
 * Everything that `npm test` runs, step by step, with one count at the end. `npm test -- unit` runs only the steps whose
 * name contains one of the words given.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { countsOf, failedFiles, failuresOf, replaced, type Counts, type RunReport } from './run-report.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Where vitest writes its counts; a step without is one check by itself. */
  readonly report?: string;
  /** Of so many files that failed each gets a second run, alone and with browsers of its own. */
  readonly triedAgain?: number;
}

const OUT = 'tests/.out';
const vitest = (name: string, ...args: string[]): Step => {
  const report = `${OUT}/${name}.json`;
  return {
    name,
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    report,
  };
};

const STEPS: readonly Step[] = [
  // First, since it also writes the types of the sentences.
  { name: 'build', command: ['npm', 'run', 'build'] },
  { name: 'format', command: ['prettier', '--check', '.'] },
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  vitest('unit'),
  { name: 'web-ext lint', command: ['web-ext', 'lint', '--source-dir', '.output/firefox-mv3'] },
  // Two files share the machine. What fails alone too is broken; what does not is named at the end, to be mended.
  { ...vitest('e2e', '--config', 'tests/e2e/vitest.config.ts'), triedAgain: 2 },
];

const wanted = process.argv.slice(2);
const names = STEPS.map(({ name }) => name);
const unknown = wanted.filter((word) => !names.some((name) => name.includes(word)));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  process.exit(2);
}
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
/** Said again at the end: who sees only the last lines of a long run must see which test it was. */
const failures: string[] = [];
/** What failed and then passed alone: no failure, and not hidden either. */
const unsteady: string[] = [];
await mkdir(OUT, { recursive: true });
for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.some((word) => step.name.includes(word))) continue;
  console.log(`\n== ${step.name}`);
  let { report, isGood } = await attempt(step);
  const failed = isGood ? [] : failedFiles(report);
  if (failed.length > 0 && failed.length <= (step.triedAgain ?? 0)) {
    const before = failuresOf(step.name, report);
    console.log(`\n== ${step.name}, again and alone: ${failed.map(({ name }) => name).join(', ')}`);
    const again = await attempt({
      ...step,
      command: [...step.command, '--maxWorkers=1', ...failed.map(({ name }) => name)],
    });
    report = replaced(report, again.report);
    isGood = again.isGood;
    if (isGood) unsteady.push(...before);
  }
  if (!isGood) failures.push(...failuresOf(step.name, report));
  const counts = countsOf(step, report, isGood);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
}
if (unsteady.length > 0) console.log(`\n== failed beside another file, passed alone\n${unsteady.join('\n')}`);
if (failures.length > 0) console.log(`\n== failed\n${failures.join('\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function run([command = '', ...args]: readonly string[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.once('error', () => resolve(false));
  child.once('close', (code) => resolve(code === 0));
  return promise;
}

/** Runs the step; a report of an earlier run is never taken for this one's. */
async function attempt({ command, report: path }: Step): Promise<{ isGood: boolean; report?: RunReport }> {
  if (path !== undefined) await rm(path, { force: true });
  const isGood = await run(command);
  const report: RunReport | undefined =
    path === undefined ? undefined : await readFile(path, 'utf8').then(JSON.parse, () => undefined);
  return { isGood, ...(report && { report }) };
}
